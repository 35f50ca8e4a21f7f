/** The practice server, tried with a real interpreter, real pip and real processes. */
@NullMarked
package app.greenroom.practice;

import org.jspecify.annotations.NullMarked;
