/** Reading a snapshot again: what is not as it was taken. */
@NullMarked
package app.greenroom.operation.verify;

import org.jspecify.annotations.NullMarked;
