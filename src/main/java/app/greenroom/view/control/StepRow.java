package app.greenroom.view.control;

import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.walk.StepViewModel;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One step of a plan or of a walk: sign, title, time. */
public final class StepRow extends HBox {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass WAITING = PseudoClass.getPseudoClass("waiting");

    private final Sign sign = new Sign(Tone.WAITING);
    private final Label title = new Label();
    private final Label note = new Label();
    private final Label time = new Label();

    private StepRow() {
        super(12);
        getStyleClass().add("step");
        setAlignment(Pos.CENTER_LEFT);
        title.getStyleClass().add("step-title");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        note.getStyleClass().add("note");
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        time.getStyleClass().add("note");
        time.setMinWidth(USE_PREF_SIZE);
        VBox text = new VBox(title);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().addAll(sign, text, time);
    }

    /** A step that is only planned. */
    public StepRow(String planned, String usual) {
        this();
        title.setText(planned);
        time.setText(usual);
    }

    /** Lets the step be chosen, by mouse and by key. */
    public void setOnChosen(Runnable chosen) {
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
        setOnMouseClicked(event -> {
            requestFocus();
            chosen.run();
        });
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.ENTER) {
                chosen.run();
                event.consume();
            }
        });
    }

    /** Marks the step whose output is shown. */
    public void setChosen(boolean chosen) {
        pseudoClassStateChanged(CHOSEN, chosen);
    }

    /** A step of a walk, followed. */
    public StepRow(StepViewModel step) {
        this();
        title.setText(step.title());
        sign.toneProperty().bind(step.toneProperty());
        time.textProperty().bind(step.timeProperty());
        note.textProperty().bind(step.noteProperty());
        Children.showWhile(note, step.noteProperty().isNotEmpty());
        ((VBox) title.getParent()).getChildren().add(note);
        step.toneProperty().subscribe(tone -> {
            pseudoClassStateChanged(CURRENT, tone == Tone.RUNNING);
            pseudoClassStateChanged(WAITING, tone == Tone.WAITING);
        });
    }
}
