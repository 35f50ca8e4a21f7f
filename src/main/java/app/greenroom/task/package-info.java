/** Running work: cancellation and progress. */
@NullMarked
package app.greenroom.task;

import org.jspecify.annotations.NullMarked;
