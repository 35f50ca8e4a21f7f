/** The subcommands that change a server, and those that follow and end such a job. */
@NullMarked
package app.greenroom.cli.job;

import org.jspecify.annotations.NullMarked;
