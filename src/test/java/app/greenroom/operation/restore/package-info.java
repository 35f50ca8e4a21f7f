/** Restores: transfer, steps, plans. */
@NullMarked
package app.greenroom.operation.restore;

import org.jspecify.annotations.NullMarked;
