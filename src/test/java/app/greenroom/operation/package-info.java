/** What every operation needs. */
@NullMarked
package app.greenroom.operation;

import org.jspecify.annotations.NullMarked;
