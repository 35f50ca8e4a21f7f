package app.greenroom.view.control;

import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** How something ended: a sentence, what to do next, folded details, and buttons. */
public final class OutcomePane extends HBox {
    private final Words words;
    private final HBox buttons = new HBox(8);

    /**
     * Draws an outcome.
     *
     * @param details technical details; empty for none
     */
    public OutcomePane(Tone tone, String sentence, String advice, String details, Words words) {
        super(12);
        this.words = words;
        getStyleClass().addAll("banner", tone.style());
        Label head = wrapped(sentence);
        head.getStyleClass().add("strong");
        VBox text = new VBox(4, head);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        if (!advice.isEmpty()) {
            text.getChildren().add(wrapped(advice));
        }
        if (!details.isEmpty()) {
            text.getChildren().add(new Folded(words.get("view.details"), details));
        }
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.setMinWidth(USE_PREF_SIZE);
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(new Sign(tone), text, buttons);
    }

    /** Adds a button. */
    public OutcomePane with(Button... more) {
        buttons.getChildren().addAll(more);
        return this;
    }

    /** Adds a button that puts the outcome away. */
    public OutcomePane closable(Runnable close) {
        Button button = new Button(words.get("view.close"));
        button.setOnAction(event -> close.run());
        return with(button);
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
