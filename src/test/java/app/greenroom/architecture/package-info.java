/** Rules that hold for the whole tree. */
@NullMarked
package app.greenroom.architecture;

import org.jspecify.annotations.NullMarked;
