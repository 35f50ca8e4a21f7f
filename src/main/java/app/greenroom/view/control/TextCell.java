package app.greenroom.view.control;

import javafx.geometry.Pos;
import javafx.scene.control.TableCell;

/** A cell of plain text; figures stand at the right. */
public final class TextCell<S> extends TableCell<S, String> {
    /** A cell whose text stands at the right or at the left. */
    public TextCell(boolean right) {
        setAlignment(right ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(String text, boolean none) {
        super.updateItem(text, none);
        setText(none ? null : text);
    }
}
