/** The subcommands of saved servers. */
@NullMarked
package app.greenroom.cli.server;

import org.jspecify.annotations.NullMarked;
