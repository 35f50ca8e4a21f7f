package app.greenroom.view.control;

import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.activity.TaskViewModel;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One work: what it is, how far, and a button that ends it. */
public final class TaskPane extends HBox {
    /** Draws a work and follows it. */
    public TaskPane(TaskViewModel task, Words words) {
        super(14);
        getStyleClass().add("finding");
        setAlignment(Pos.CENTER_LEFT);
        Sign sign = new Sign();
        sign.toneProperty().bind(task.toneProperty());
        Label title = new Label(task.title());
        title.getStyleClass().add("strong");
        title.setMinWidth(0);
        Label line = new Label();
        line.getStyleClass().add("note");
        line.setWrapText(true);
        line.textProperty().bind(task.lineProperty());
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(task.fractionProperty());
        bar.accessibleTextProperty().bind(task.lineProperty());
        BooleanBinding running =
                Bindings.createBooleanBinding(() -> task.toneProperty().get() == Tone.RUNNING, task.toneProperty());
        Children.showWhile(bar, running);
        VBox text = new VBox(4, title, line, bar);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button cancel = new Button(words.get("view.cancel"));
        cancel.setAccessibleText(words.get("view.activity.cancel", task.title()));
        cancel.setOnAction(event -> task.cancel());
        cancel.disableProperty().bind(task.cancellingProperty());
        Children.showWhile(cancel, running);
        getChildren().addAll(sign, text, cancel);
    }
}
