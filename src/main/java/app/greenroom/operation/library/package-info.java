/** Looking after the snapshots that are on this computer. */
@NullMarked
package app.greenroom.operation.library;

import org.jspecify.annotations.NullMarked;
