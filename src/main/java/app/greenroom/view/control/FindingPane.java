package app.greenroom.view.control;

import app.greenroom.viewmodel.instance.FindingRow;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One finding: sign, title, advice and, at the right, what can be done. */
public final class FindingPane extends HBox {
    /** Draws a finding with its buttons. */
    public FindingPane(FindingRow row, Button... actions) {
        super(14);
        getStyleClass().add("finding");
        setAlignment(Pos.CENTER_LEFT);
        Label title = new Label(row.title());
        title.getStyleClass().add("strong");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        VBox text = new VBox(2, title);
        text.setMinWidth(0);
        if (!row.advice().isEmpty()) {
            Label advice = new Label(row.advice());
            advice.getStyleClass().add("note");
            advice.setWrapText(true);
            advice.setMinHeight(USE_PREF_SIZE);
            text.getChildren().add(advice);
        }
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().addAll(new Sign(row.tone()), text);
        for (Button action : actions) {
            action.setMinWidth(USE_PREF_SIZE);
            getChildren().add(action);
        }
    }
}
