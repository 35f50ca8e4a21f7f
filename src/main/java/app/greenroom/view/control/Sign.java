package app.greenroom.view.control;

import app.greenroom.viewmodel.Tone;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;

/** A round sign for a state: each state has a colour and a drawing of its own. */
public final class Sign extends StackPane {
    private final ObjectProperty<Tone> tone = new SimpleObjectProperty<>(Tone.UNKNOWN);
    private final SVGPath glyph = new SVGPath();

    /** The sign for what is unknown. */
    public Sign() {
        getStyleClass().add("sign");
        glyph.getStyleClass().add("glyph");
        getChildren().add(glyph);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMouseTransparent(true);
        tone.subscribe(this::draw);
    }

    /** The sign for a state. */
    public Sign(Tone tone) {
        this();
        setTone(tone);
    }

    private void draw(Tone now) {
        for (Tone each : Tone.values()) {
            getStyleClass().remove(each.style());
        }
        getStyleClass().add(now.style());
        glyph.setContent(path(now));
    }

    /** Drawn around the middle of a circle of 18 pixels. */
    private static String path(Tone tone) {
        return switch (tone) {
            case OK -> "M 5.6 9.3 L 8.1 11.8 L 12.6 6.6";
            case ATTENTION -> "M 9 4.8 L 9 9.6 M 9 12.7 L 9 12.8";
            case PROBLEM -> "M 6.3 6.3 L 11.7 11.7 M 11.7 6.3 L 6.3 11.7";
            case RUNNING -> "M 9 6.5 A 2.5 2.5 0 1 1 8.99 6.5 Z";
            case INFO -> "M 9 8.6 L 9 13.2 M 9 5.3 L 9 5.4";
            case UNKNOWN -> "M 7 7.2 C 7 4.4 11.2 4.6 11 7.2 C 10.9 8.6 9 8.6 9 10.2 M 9 12.9 L 9 13";
            case WAITING -> "";
            case UNDONE -> "M 7.6 5.4 L 5.4 7.6 L 7.6 9.8 M 5.6 7.6 L 10.4 7.6 C 13.4 7.6 13.4 12.2 10.4 12.2 L 8 12.2";
        };
    }

    /** The state. */
    public Tone getTone() {
        return tone.get();
    }

    /** Changes the state. */
    public void setTone(Tone value) {
        tone.set(value);
    }

    /** The state. */
    public ObjectProperty<Tone> toneProperty() {
        return tone;
    }
}
