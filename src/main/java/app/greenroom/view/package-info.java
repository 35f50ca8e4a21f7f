/** FXML code-behind and toolkit code; no decisions. */
@NullMarked
package app.greenroom.view;

import org.jspecify.annotations.NullMarked;
