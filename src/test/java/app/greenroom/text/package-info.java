/** Tests of {@code app.greenroom.text}. */
@NullMarked
package app.greenroom.text;

import org.jspecify.annotations.NullMarked;
