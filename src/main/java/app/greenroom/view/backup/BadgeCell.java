package app.greenroom.view.backup;

import app.greenroom.view.control.Badge;
import app.greenroom.view.control.BadgeRow;
import app.greenroom.viewmodel.backup.SnapshotRow;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TableCell;

/** The badges of a snapshot in the list; says the whole row to those who listen. */
final class BadgeCell extends TableCell<SnapshotRow, SnapshotRow> {
    private final BadgeRow badges = new BadgeRow();

    BadgeCell() {
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        badges.prefWidthProperty().bind(widthProperty().subtract(12));
    }

    @Override
    protected void updateItem(SnapshotRow row, boolean none) {
        super.updateItem(row, none);
        boolean shown = !none && row != null;
        if (shown) {
            badges.show(row.badges().stream()
                    .map(mark -> new Badge(mark.text(), mark.tone()))
                    .toList());
            getTableRow().setAccessibleText(row.spoken());
        }
        setGraphic(shown ? badges : null);
    }
}
