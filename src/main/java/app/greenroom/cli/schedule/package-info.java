/** The subcommands of schedules. */
@NullMarked
package app.greenroom.cli.schedule;

import org.jspecify.annotations.NullMarked;
