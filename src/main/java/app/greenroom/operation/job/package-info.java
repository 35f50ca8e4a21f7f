/** Jobs: listing, following, stopping, resuming, undoing. */
@NullMarked
package app.greenroom.operation.job;

import org.jspecify.annotations.NullMarked;
