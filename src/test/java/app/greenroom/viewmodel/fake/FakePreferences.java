package app.greenroom.viewmodel.fake;

import app.greenroom.operation.Preferences;
import java.util.Optional;

/** Preferences kept in memory. */
public final class FakePreferences implements Preferences {
    private Theme theme = Theme.LIGHT;
    private Optional<WindowSize> window = Optional.empty();

    @Override
    public Theme theme() {
        return theme;
    }

    @Override
    public void chooseTheme(Theme next) {
        theme = next;
    }

    @Override
    public Optional<WindowSize> window() {
        return window;
    }

    @Override
    public void rememberWindow(WindowSize size) {
        window = Optional.of(size);
    }
}
