package app.greenroom.view.control;

import app.greenroom.viewmodel.Tone;
import javafx.scene.control.Label;

/** A few words in a small coloured field; the words carry the meaning, the colour only helps. */
public final class Badge extends Label {
    /** A badge without words yet, in the tone of what is unknown. */
    public Badge() {
        getStyleClass().add("badge");
    }

    /** A badge with words. */
    public Badge(String text, Tone tone) {
        this();
        setText(text);
        setTone(tone);
    }

    /** Changes the colour. */
    public void setTone(Tone tone) {
        for (Tone each : Tone.values()) {
            getStyleClass().remove(each.style());
        }
        getStyleClass().add(tone.style());
    }
}
