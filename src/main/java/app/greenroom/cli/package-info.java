/** The command line face. */
@NullMarked
package app.greenroom.cli;

import org.jspecify.annotations.NullMarked;
