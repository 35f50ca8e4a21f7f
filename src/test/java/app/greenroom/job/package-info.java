/** Jobs carried out on this computer, and everything that can go wrong with them. */
@NullMarked
package app.greenroom.job;

import org.jspecify.annotations.NullMarked;
