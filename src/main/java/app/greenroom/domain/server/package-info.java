/** Servers: saved profiles, host keys, sign-in. */
@NullMarked
package app.greenroom.domain.server;

import org.jspecify.annotations.NullMarked;
