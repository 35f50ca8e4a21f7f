package app.greenroom.view.control;

import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.activity.BusyWork;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What a page has under way: title, amount, rate, time left, and a button that ends it. */
public final class BusyBar extends HBox {
    private final Label title = new Label();
    private final Label line = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Button cancel = new Button();

    /** Shows nothing until it follows some work. */
    public BusyBar() {
        super(14);
        getStyleClass().addAll("banner", "running");
        setAlignment(Pos.CENTER_LEFT);
        title.getStyleClass().add("strong");
        line.getStyleClass().add("note");
        HBox head = new HBox(10, title, line);
        head.setAlignment(Pos.BASELINE_LEFT);
        bar.setMaxWidth(Double.MAX_VALUE);
        VBox text = new VBox(6, head, bar);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setId("cancelBusy");
        getChildren().addAll(new Sign(Tone.RUNNING), text, cancel);
    }

    /** Follows the one work of a page; visible only while there is one. */
    public void follow(BusyWork work, Words words) {
        title.textProperty().bind(work.titleProperty());
        line.textProperty().bind(work.lineProperty());
        bar.progressProperty().bind(work.fractionProperty());
        bar.accessibleTextProperty().bind(work.lineProperty());
        cancel.setText(words.get("view.cancel"));
        cancel.setOnAction(event -> work.cancel());
        Children.showWhile(this, work.busyProperty());
    }
}
