/** Tests of running work. */
@NullMarked
package app.greenroom.task;

import org.jspecify.annotations.NullMarked;
