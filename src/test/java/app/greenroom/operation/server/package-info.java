/** Tests of saved servers. */
@NullMarked
package app.greenroom.operation.server;

import org.jspecify.annotations.NullMarked;
