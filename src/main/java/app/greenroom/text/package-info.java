/** Codes and arguments into words, sizes and ages, for both faces. */
@NullMarked
package app.greenroom.text;

import org.jspecify.annotations.NullMarked;
