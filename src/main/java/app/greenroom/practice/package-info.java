/** The embedded practice server: an SSH server on loopback with a stand-in pretalx. */
@NullMarked
package app.greenroom.practice;

import org.jspecify.annotations.NullMarked;
