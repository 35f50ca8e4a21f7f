package app.greenroom.view.backup;

import app.greenroom.view.control.NotePane;
import app.greenroom.view.control.OutcomePane;
import app.greenroom.viewmodel.Outcome;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.backup.DrillViewModel;
import javafx.fxml.FXML;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What a drill has found. */
public final class DrillView {
    private final DrillViewModel model;
    private final Words words;

    @FXML
    private StackPane outcome;

    @FXML
    private VBox checks;

    /** Draws what a drill has found. */
    public DrillView(DrillViewModel model, Words words) {
        this.model = model;
        this.words = words;
    }

    @FXML
    void initialize() {
        Outcome told = model.outcome();
        outcome.getChildren()
                .setAll(new OutcomePane(told.tone(), told.sentence(), told.advice(), told.details(), words));
        checks.getChildren().setAll(model.checks().stream().map(NotePane::new).toList());
    }
}
