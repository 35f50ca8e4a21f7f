package app.greenroom.view;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.job.JobState;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.Scenes;
import app.greenroom.viewmodel.frame.MainViewModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every FXML file has its class, loads with it, and holds no word of its own. */
class EveryFxmlLoadsTest {
    private static final Path FOLDER = Path.of("src/main/resources/app/greenroom/view");
    private static final Pattern WORDS = Pattern.compile("\\b(?:text|promptText|accessibleText)=\"([^\"]*)\"");

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.start();
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".fxml")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void loadsWithItsViewModel(Path file) throws Exception {
        String name = FOLDER.relativize(file).toString().replace(".fxml", "").replace('/', '.');
        FakeWorld world = Scenes.conferences();
        world.jobs.ends(JobState.DONE);
        world.dialogs.consent(true);
        MainViewModel window = world.window(new DirectTaskRunner());
        window.start();
        Object view = FxToolkit.call(() -> new EveryView(window, world.words).named(name));
        assertThat(view).as(name).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyWordComesFromTheBundle(Path file) throws IOException {
        FakeWorld world = new FakeWorld();
        Matcher matcher = WORDS.matcher(Files.readString(file));
        while (matcher.find()) {
            assertThat(matcher.group(1)).as(file.toString()).startsWith("%view.");
            assertThat(world.words.messages().has(matcher.group(1).substring(1)))
                    .as(matcher.group(1))
                    .isTrue();
        }
    }
}
