/** Secrets at rest: one encrypted file, its key in a keyring or behind a passphrase. */
@NullMarked
package app.greenroom.storage.secret;

import org.jspecify.annotations.NullMarked;
