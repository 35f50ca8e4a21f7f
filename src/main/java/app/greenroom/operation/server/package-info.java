/** Saved servers: adding, testing, trusting. */
@NullMarked
package app.greenroom.operation.server;

import org.jspecify.annotations.NullMarked;
