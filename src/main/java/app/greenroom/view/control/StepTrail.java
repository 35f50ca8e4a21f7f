package app.greenroom.view.control;

import app.greenroom.viewmodel.Tone;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** The steps of a form side by side: done, the present one, to come. */
public final class StepTrail extends HBox {
    private List<String> titles = List.of();

    /** A trail without steps. */
    public StepTrail() {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("trail");
    }

    /** Shows steps, the first one present. */
    public void show(List<String> steps) {
        titles = List.copyOf(steps);
        setCurrent(0);
    }

    /** Makes a step the present one. */
    public void setCurrent(int current) {
        getChildren().clear();
        for (int i = 0; i < titles.size(); i++) {
            if (i > 0) {
                Region line = new Region();
                line.getStyleClass().add("trail-line");
                getChildren().add(line);
            }
            Label title = new Label(titles.get(i));
            title.getStyleClass().add(i == current ? "strong" : "muted");
            title.setMinWidth(USE_PREF_SIZE);
            getChildren()
                    .addAll(new ArrayList<>(
                            List.of(i < current ? new Sign(Tone.OK) : number(i + 1, i == current), title)));
        }
    }

    private static StackPane number(int number, boolean current) {
        Label label = new Label(String.valueOf(number));
        StackPane circle = new StackPane(label);
        circle.getStyleClass().addAll("trail-number", current ? "current" : "next");
        return circle;
    }
}
