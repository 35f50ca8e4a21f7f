package app.greenroom.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The user's preferences as one JSON file. */
public final class PreferencesFile {
    private final JsonFile<Saved> file;

    /** Keeps them in the given file, which need not exist. */
    public PreferencesFile(Path file) {
        this.file = new JsonFile<>(file, 1, Saved.class, Function.identity(), Function.identity());
    }

    /** What is saved, or {@link Saved#NOTHING}. */
    public Saved read() throws IOException {
        return file.read().orElse(Saved.NOTHING);
    }

    /** Changes them under a lock that other Greenrooms respect, after reading them again. */
    public void change(UnaryOperator<Saved> change) throws IOException {
        file.change(Saved.NOTHING, change);
    }

    /**
     * The preferences.
     *
     * @param theme name of the theme; empty if none was chosen
     * @param windowWidth in pixels; 0 if unknown
     * @param windowHeight in pixels; 0 if unknown
     * @param windowMaximized whether it filled the screen
     */
    public record Saved(String theme, int windowWidth, int windowHeight, boolean windowMaximized) {
        /** Before anything was chosen. */
        public static final Saved NOTHING = new Saved("", 0, 0, false);

        /** The same with another theme. */
        public Saved withTheme(String chosen) {
            return new Saved(chosen, windowWidth, windowHeight, windowMaximized);
        }

        /** The same with another window. */
        public Saved withWindow(int width, int height, boolean maximized) {
            return new Saved(theme, width, height, maximized);
        }
    }
}
