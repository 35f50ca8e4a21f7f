package app.greenroom.view;

import app.greenroom.viewmodel.ThemeChoice;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** Draws a window that is at work, in two looks and sizes, and once with text of twice the size, without disturbing it. */
public final class LiveCamera {
    private static final Path FOLDER = Path.of("target/screens");
    private static final Pattern FONT_SIZE = Pattern.compile("(-fx-font-size:\\s*)(\\d+)px");

    private final Stage stage;
    private final String prefix;

    private record Shot(ThemeChoice theme, int width, int height, boolean large) {
        String suffix() {
            return theme.name().toLowerCase(Locale.ROOT) + "-" + width + (large ? "-200" : "");
        }
    }

    private static final List<Shot> SHOTS = List.of(
            new Shot(ThemeChoice.LIGHT, 1000, 700, false),
            new Shot(ThemeChoice.LIGHT, 1600, 1000, false),
            new Shot(ThemeChoice.DARK, 1000, 700, false),
            new Shot(ThemeChoice.DARK, 1600, 1000, false),
            new Shot(ThemeChoice.LIGHT, 1600, 1000, true),
            new Shot(ThemeChoice.LIGHT, 1000, 700, true));

    /**
     * A camera in front of a window.
     *
     * @param prefix of the names of its pictures
     */
    public LiveCamera(Stage stage, String prefix) {
        this.stage = stage;
        this.prefix = prefix;
    }

    /** Draws what the window shows now. */
    public void shoot(String name) throws Exception {
        FxToolkit.call(() -> {
            Scene own = stage.getScene();
            Parent root = own.getRoot();
            try {
                for (Shot shot : SHOTS) {
                    own.setRoot(new Group());
                    Scene scene = new Scene(root, shot.width(), shot.height());
                    Theming theming = new Theming();
                    theming.choiceProperty().set(shot.theme());
                    theming.dress(scene);
                    if (shot.large()) {
                        scene.getStylesheets().add(twice(theming.sheets().getFirst()));
                    }
                    scene.snapshot(null);
                    Pictures.write(scene.snapshot(null), FOLDER.resolve(prefix + name + "-" + shot.suffix() + ".png"));
                    scene.setRoot(new Group());
                }
            } finally {
                own.setRoot(root);
                Theming usual = new Theming();
                usual.choiceProperty().set(ThemeChoice.LIGHT);
                usual.dress(own);
            }
            return name;
        });
    }

    /** The rules of a style sheet with every size of text doubled. */
    private static String twice(String sheet) throws IOException {
        String css;
        try (var stream = URI.create(sheet).toURL().openStream()) {
            css = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        String larger = FONT_SIZE
                .matcher(css)
                .replaceAll(found ->
                        Matcher.quoteReplacement(found.group(1) + 2 * Integer.parseInt(found.group(2)) + "px"));
        Path file = Files.createTempFile("twice", ".css");
        Files.writeString(file, larger);
        file.toFile().deleteOnExit();
        return file.toUri().toString();
    }
}
