package app.greenroom.viewmodel.upgrade;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** An installed plugin, which comes along in an upgrade unless it is left behind. */
public final class PluginChoice {
    private final String name;
    private final BooleanProperty comesAlong = new SimpleBooleanProperty(true);

    PluginChoice(String name) {
        this.name = name;
    }

    /** Name of its distribution. */
    public String name() {
        return name;
    }

    /** Whether it comes along. */
    public BooleanProperty comesAlongProperty() {
        return comesAlong;
    }
}
