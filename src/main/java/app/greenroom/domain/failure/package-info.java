/** Why an operation failed, as a code that both faces put into words. */
@NullMarked
package app.greenroom.domain.failure;

import org.jspecify.annotations.NullMarked;
