/** Operations in memory, and runners and dialogs that a test holds in its hand. */
@NullMarked
package app.greenroom.viewmodel.fake;

import org.jspecify.annotations.NullMarked;
