/** Tests of {@code app.greenroom.operation.inspect}. */
@NullMarked
package app.greenroom.operation.inspect;

import org.jspecify.annotations.NullMarked;
