/** Programs that measure; none of them is a test. */
@NullMarked
package app.greenroom.bench;

import org.jspecify.annotations.NullMarked;
