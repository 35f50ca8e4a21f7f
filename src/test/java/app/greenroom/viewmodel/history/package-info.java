/** Tests of histories and ways back. */
@NullMarked
package app.greenroom.viewmodel.history;

import org.jspecify.annotations.NullMarked;
