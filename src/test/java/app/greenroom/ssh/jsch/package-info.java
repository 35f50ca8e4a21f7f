/** Tests of the JSch adapter. */
@NullMarked
package app.greenroom.ssh.jsch;

import org.jspecify.annotations.NullMarked;
