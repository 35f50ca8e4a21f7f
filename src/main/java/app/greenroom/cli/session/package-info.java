/** What every subcommand works with: one run, its terminal and output, its questions and failures. */
@NullMarked
package app.greenroom.cli.session;

import org.jspecify.annotations.NullMarked;
