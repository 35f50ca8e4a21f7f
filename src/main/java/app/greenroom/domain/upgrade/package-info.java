/** Releases, hops, blockers and the plan of an upgrade. */
@NullMarked
package app.greenroom.domain.upgrade;

import org.jspecify.annotations.NullMarked;
