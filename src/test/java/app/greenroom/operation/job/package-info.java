/** Jobs of saved servers, over connections that break. */
@NullMarked
package app.greenroom.operation.job;

import org.jspecify.annotations.NullMarked;
