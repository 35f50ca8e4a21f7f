/** State and commands of each screen; javafx.base only. */
@NullMarked
package app.greenroom.viewmodel;

import org.jspecify.annotations.NullMarked;
