package app.greenroom.view;

import app.greenroom.viewmodel.InstanceTab;
import app.greenroom.viewmodel.ThemeChoice;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.Scenes;
import app.greenroom.viewmodel.frame.MainViewModel;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Draws the main pages into {@code target/screens} as they are on a small laptop whose owner has everything drawn twice
 * as large: half the room. No test, to be looked at by a person, as {@link ScreenshotTour}.
 */
class SmallScreenTour {
    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.start();
    }

    @ParameterizedTest
    @EnumSource(
            value = ThemeChoice.class,
            names = {"LIGHT", "DARK"})
    void tour(ThemeChoice theme) throws Exception {
        Camera camera = Camera.small(theme);
        camera.shoot("small-welcome", new FakeWorld(), MainViewModel::start);
        camera.shoot("small-add", new FakeWorld(), window -> {
            window.start();
            window.showAddServer();
        });
        camera.shoot("small-preferences", Scenes.conferences(), window -> {
            window.start();
            window.showPreferences();
        });
        for (InstanceTab tab : InstanceTab.values()) {
            camera.shoot("small-" + tab.name().toLowerCase(Locale.ROOT), Scenes.conferences(), window -> {
                window.start();
                window.instanceProperty().get().orElseThrow().tabProperty().set(tab);
            });
        }
    }
}
