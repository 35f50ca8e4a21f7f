/** Tests of what drills are made of. */
@NullMarked
package app.greenroom.operation.drill;

import org.jspecify.annotations.NullMarked;
