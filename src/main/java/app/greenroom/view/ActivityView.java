package app.greenroom.view;

import app.greenroom.view.control.Children;
import app.greenroom.view.control.TaskPane;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.activity.ActivityViewModel;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/** Running and ended work. */
final class ActivityView {
    private final ActivityViewModel model;
    private final Words words;

    @FXML
    private Pane running;

    @FXML
    private Pane ended;

    @FXML
    private Node nothing;

    @FXML
    private Node endedCard;

    ActivityView(ActivityViewModel model, Words words) {
        this.model = model;
        this.words = words;
    }

    @FXML
    void initialize() {
        Children.follow(model.running(), running, task -> new TaskPane(task, words));
        Children.follow(model.ended(), ended, task -> new TaskPane(task, words));
        Children.showWhile(nothing, Bindings.isEmpty(model.running()));
        Children.showWhile(endedCard, Bindings.isNotEmpty(model.ended()));
    }

    @FXML
    void clear() {
        model.clear();
    }
}
