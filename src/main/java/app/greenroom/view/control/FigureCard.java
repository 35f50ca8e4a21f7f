package app.greenroom.view.control;

import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.Tone;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A card with one figure: what it is, the figure, what it means. */
public final class FigureCard extends VBox {
    /** Draws a figure; its sign is left out where everything is fine. */
    public FigureCard(Figure figure) {
        getStyleClass().addAll("card", "figure");
        Label label = new Label(figure.label());
        label.getStyleClass().add("note");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, label, space);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("figure-head");
        if (figure.tone() != Tone.OK) {
            head.getChildren().add(new Sign(figure.tone()));
        }
        Label value = new Label(figure.value());
        value.getStyleClass().add("figure-value");
        value.setWrapText(true);
        Label note = new Label(figure.note());
        note.getStyleClass().add("note");
        note.setWrapText(true);
        getChildren().addAll(head, value, note);
        setFocusTraversable(false);
        setAccessibleText(figure.label() + ": " + figure.value() + ". " + figure.note());
        setMinWidth(0);
    }
}
