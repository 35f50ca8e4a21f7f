package app.greenroom.view.history;

import app.greenroom.view.control.Sign;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.history.HistoryRow;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** One job of the past: how it ended, what it did, when. */
final class HistoryCell extends ListCell<HistoryRow> {
    private final Words words;

    HistoryCell(Words words) {
        this.words = words;
        setPrefWidth(0); // as wide as the list, so that long titles wrap
    }

    @Override
    protected void updateItem(HistoryRow row, boolean none) {
        super.updateItem(row, none);
        if (none || row == null) {
            setGraphic(null);
            return;
        }
        Label title = new Label(row.title());
        title.getStyleClass().add("strong");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        Label note = new Label(words.get("view.history.row", row.state(), row.began()));
        note.getStyleClass().add("note");
        note.setWrapText(true);
        HBox line = new HBox(10, new Sign(row.tone()), new VBox(2, title, note));
        line.setAlignment(Pos.CENTER_LEFT);
        setGraphic(line);
        setAccessibleText(words.get("view.history.spoken", row.title(), row.state(), row.began()));
    }
}
