package app.greenroom.view.history;

import app.greenroom.view.ViewFactory;
import app.greenroom.view.control.BusyBar;
import app.greenroom.view.control.FailurePane;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.history.RollbackViewModel;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.layout.StackPane;

/** The way back behind an upgrade: plan, walk. */
public final class RollbackView {
    private final RollbackViewModel model;
    private final ViewFactory views;
    private final Words words;

    @FXML
    private StackPane failure;

    @FXML
    private BusyBar busy;

    @FXML
    private StackPane content;

    /** Draws a way back. */
    public RollbackView(RollbackViewModel model, ViewFactory views, Words words) {
        this.model = model;
        this.views = views;
        this.words = words;
    }

    @FXML
    void initialize() {
        busy.follow(model.planning(), words);
        model.failureProperty().subscribe(this::showFailure);
        model.planProperty().subscribe(now -> show());
        model.job().walkProperty().subscribe(now -> show());
    }

    private void show() {
        content.getChildren().clear();
        model.job()
                .walkProperty()
                .get()
                .ifPresentOrElse(
                        walk -> content.getChildren().add(views.walk(model.job(), walk, model::close)),
                        () -> model.planProperty()
                                .get()
                                .ifPresent(shown -> content.getChildren().add(views.plan(shown, model::start))));
    }

    private void showFailure(Optional<FailureNote> note) {
        failure.getChildren().clear();
        failure.setManaged(note.isPresent());
        note.ifPresent(present -> failure.getChildren().add(new FailurePane(present, words.get("view.details"))));
    }
}
