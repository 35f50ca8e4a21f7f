/** Carrying a plan out on a server, detached, with journal and undo. */
@NullMarked
package app.greenroom.job;

import org.jspecify.annotations.NullMarked;
