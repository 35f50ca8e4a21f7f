/** The subcommands of snapshots. */
@NullMarked
package app.greenroom.cli.backup;

import org.jspecify.annotations.NullMarked;
