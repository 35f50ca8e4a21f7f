/** Tests of the command line face, against operations in memory. */
@NullMarked
package app.greenroom.cli;

import org.jspecify.annotations.NullMarked;
