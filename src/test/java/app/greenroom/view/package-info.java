/** Tests of the views, on the headless toolkit. */
@NullMarked
package app.greenroom.view;

import org.jspecify.annotations.NullMarked;
