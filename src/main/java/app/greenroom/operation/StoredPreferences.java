package app.greenroom.operation;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.storage.PreferencesFile;
import app.greenroom.storage.PreferencesFile.Saved;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Preferences kept in a file of this computer. */
public final class StoredPreferences implements Preferences {
    private static final Logger LOG = LoggerFactory.getLogger(StoredPreferences.class);

    private final PreferencesFile file;

    /** Keeps them in the given file. */
    public StoredPreferences(PreferencesFile file) {
        this.file = file;
    }

    @Override
    public Theme theme() {
        String saved = read().theme();
        return Arrays.stream(Theme.values())
                .filter(theme -> theme.name().equals(saved))
                .findFirst()
                .orElse(Theme.SYSTEM);
    }

    @Override
    public void chooseTheme(Theme theme) throws OperationFailedException {
        change(saved -> saved.withTheme(theme.name()));
    }

    @Override
    public Optional<WindowSize> window() {
        Saved saved = read();
        try {
            return Optional.of(new WindowSize(saved.windowWidth(), saved.windowHeight(), saved.windowMaximized()));
        } catch (IllegalArgumentException neverRemembered) {
            return Optional.empty();
        }
    }

    @Override
    public void rememberWindow(WindowSize size) throws OperationFailedException {
        change(saved -> saved.withWindow(size.width(), size.height(), size.maximized()));
    }

    private Saved read() {
        try {
            return file.read();
        } catch (IOException e) {
            LOG.warn("preferences cannot be read, the usual ones are used", e);
            return Saved.NOTHING;
        }
    }

    private void change(UnaryOperator<Saved> change) throws OperationFailedException {
        try {
            file.change(change);
        } catch (IOException e) {
            throw LocalFailure.of("cannot save the preferences", e);
        }
    }
}
