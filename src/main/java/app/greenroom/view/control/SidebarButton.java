package app.greenroom.view.control;

import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.server.SidebarEntry;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A server or instance in the list at the left: its state as a dot and in words, its name. */
public final class SidebarButton extends ToggleButton {
    /** Draws an entry and follows its state. */
    public SidebarButton(SidebarEntry entry) {
        getStyleClass().add("sidebar-entry");
        if (entry.isChild()) {
            getStyleClass().add("child");
        }
        Region dot = new Region();
        dot.getStyleClass().add("state-dot");
        entry.tone().subscribe(now -> color(dot, now));
        Label name = new Label(entry.label());
        name.getStyleClass().add("sidebar-name");
        Label state = new Label();
        state.getStyleClass().add("note");
        state.textProperty().bind(entry.state());
        VBox text = new VBox(1, name, state);
        text.setMinWidth(0);
        HBox line = new HBox(10, dot, text);
        line.setAlignment(Pos.CENTER_LEFT);
        setGraphic(line);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setMaxWidth(Double.MAX_VALUE);
        setAlignment(Pos.CENTER_LEFT);
        accessibleTextProperty().bind(entry.spoken());
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(entry.spoken());
        setTooltip(tooltip);
    }

    private static void color(Region dot, Tone now) {
        for (Tone each : Tone.values()) {
            dot.getStyleClass().remove(each.style());
        }
        dot.getStyleClass().add(now.style());
    }
}
