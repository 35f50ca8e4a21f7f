/** Looking at a server: one round trip, facts, findings. */
@NullMarked
package app.greenroom.operation.inspect;

import org.jspecify.annotations.NullMarked;
