/** Tests of the operating system's keyring. */
@NullMarked
package app.greenroom.storage.keyring;

import org.jspecify.annotations.NullMarked;
