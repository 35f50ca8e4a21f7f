package app.greenroom.view.control;

import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Tone;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A failure on a page: what happened, what to do next, the technical details folded, and buttons. */
public final class FailurePane extends HBox {
    /**
     * Draws a failure.
     *
     * @param details title of the folded details
     * @param actions what can be done
     */
    public FailurePane(FailureNote note, String details, Button... actions) {
        super(12);
        getStyleClass().addAll("banner", Tone.PROBLEM.style(), "failure");
        Label sentence = wrapped(note.sentence());
        sentence.getStyleClass().add("strong");
        VBox text = new VBox(4, sentence, wrapped(note.advice()));
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        if (actions.length > 0) {
            HBox buttons = new HBox(8, actions);
            buttons.getStyleClass().add("failure-actions");
            text.getChildren().add(buttons);
        }
        if (!note.details().isEmpty()) {
            text.getChildren().add(new Folded(details, note.details()));
        }
        getChildren().addAll(new Sign(Tone.PROBLEM), text);
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
