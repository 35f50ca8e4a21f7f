/** Greenroom: looks after self-hosted pretalx servers from a laptop, over SSH. */
@NullMarked
package app.greenroom;

import org.jspecify.annotations.NullMarked;
