/** Running work with progress and cancel. */
@NullMarked
package app.greenroom.viewmodel.activity;

import org.jspecify.annotations.NullMarked;
