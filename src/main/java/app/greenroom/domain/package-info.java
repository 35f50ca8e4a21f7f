/** Values and rules; java.* only; every method deterministic. */
@NullMarked
package app.greenroom.domain;

import org.jspecify.annotations.NullMarked;
