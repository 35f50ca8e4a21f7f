/** Tests of the port of hosts, and its contract. */
@NullMarked
package app.greenroom.ssh;

import org.jspecify.annotations.NullMarked;
