/** Tests of one instance's pages. */
@NullMarked
package app.greenroom.viewmodel.instance;

import org.jspecify.annotations.NullMarked;
