/** The JSch adapter, the only importer of that library. */
@NullMarked
package app.greenroom.ssh.jsch;

import org.jspecify.annotations.NullMarked;
