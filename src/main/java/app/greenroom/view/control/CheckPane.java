package app.greenroom.view.control;

import app.greenroom.viewmodel.server.CheckRow;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One named check: sign, name, what came of it. */
public final class CheckPane extends HBox {
    private static final double NAME_WIDTH = 92;

    /** Draws a check. */
    public CheckPane(CheckRow row) {
        super(12);
        getStyleClass().add("check-row");
        setAlignment(Pos.TOP_LEFT);
        Label name = new Label(row.title());
        name.setMinWidth(NAME_WIDTH);
        Label text = wrapped(row.text());
        text.getStyleClass().add("muted");
        VBox words = new VBox(2, text);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        if (!row.advice().isEmpty()) {
            text.getStyleClass().setAll("label", "strong");
            Label advice = wrapped(row.advice());
            advice.getStyleClass().add("note");
            words.getChildren().add(advice);
        }
        getChildren().addAll(new Sign(row.tone()), name, words);
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
