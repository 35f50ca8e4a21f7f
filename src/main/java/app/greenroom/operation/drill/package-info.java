/** Proving that snapshots restore, in a scratch place on their server. */
@NullMarked
package app.greenroom.operation.drill;

import org.jspecify.annotations.NullMarked;
