/** Bringing snapshots back: what is asked for, what will be done, what stands against it, and what is kept afterwards. */
@NullMarked
package app.greenroom.domain.restore;

import org.jspecify.annotations.NullMarked;
