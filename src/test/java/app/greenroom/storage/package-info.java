/** Tests of the files on this computer. */
@NullMarked
package app.greenroom.storage;

import org.jspecify.annotations.NullMarked;
