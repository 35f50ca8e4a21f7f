/** Talking to one host: the port and shell language, no library types. */
@NullMarked
package app.greenroom.ssh;

import org.jspecify.annotations.NullMarked;
