/** Composition root: the only package that may see everything. */
@NullMarked
package app.greenroom.app;

import org.jspecify.annotations.NullMarked;
