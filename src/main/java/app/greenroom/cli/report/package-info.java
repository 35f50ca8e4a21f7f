/** What the command line prints: text for people, JSON for scripts. */
@NullMarked
package app.greenroom.cli.report;

import org.jspecify.annotations.NullMarked;
