package app.greenroom.view.control;

import app.greenroom.viewmodel.walk.PlannedJob.Note;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Something that the preflight found: sign, level, sentence, remedy. */
public final class NotePane extends HBox {
    /** Draws a note. */
    public NotePane(Note note) {
        super(14);
        getStyleClass().add("finding");
        setAlignment(Pos.CENTER_LEFT);
        Label sentence = new Label(note.sentence());
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        sentence.getStyleClass().add("strong");
        VBox text = new VBox(2, sentence);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        if (!note.advice().isEmpty()) {
            Label advice = new Label(note.advice());
            advice.setWrapText(true);
            advice.setMinHeight(USE_PREF_SIZE);
            advice.getStyleClass().add("note");
            text.getChildren().add(advice);
        }
        Badge level = new Badge(note.level(), note.tone());
        level.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(new Sign(note.tone()), text, level);
    }
}
