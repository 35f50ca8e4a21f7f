/** Saved servers: list, settings, adding, host keys. */
@NullMarked
package app.greenroom.viewmodel.server;

import org.jspecify.annotations.NullMarked;
