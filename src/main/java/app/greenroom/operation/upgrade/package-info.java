/** Upgrades: preflight, plan, start. */
@NullMarked
package app.greenroom.operation.upgrade;

import org.jspecify.annotations.NullMarked;
