package app.greenroom.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Objects;
import java.util.ResourceBundle;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/** Loads the FXML file that lies beside a view's class under the same name. */
final class FxmlLoader {
    private final ResourceBundle words;

    FxmlLoader(ResourceBundle words) {
        this.words = words;
    }

    /** The scene graph of a view, bound to it. */
    Parent load(Object view) {
        String file = view.getClass().getSimpleName() + ".fxml";
        URL address = Objects.requireNonNull(view.getClass().getResource(file), file);
        FXMLLoader loader = new FXMLLoader(address, words);
        loader.setControllerFactory(type -> view);
        try {
            return loader.load();
        } catch (IOException broken) {
            throw new UncheckedIOException("our own file does not load: " + file, broken);
        }
    }
}
