package app.greenroom.operation.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.upgrade.FeatureRelease;
import app.greenroom.domain.upgrade.PythonVersion;
import app.greenroom.domain.upgrade.ReleaseTable;
import app.greenroom.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundled table, and a user's own in its place. */
class ReleaseTableFileTest {
    @TempDir
    Path folder;

    @Test
    void theBundledTableKnowsTheFloorsOfTheNewestReleases() throws Exception {
        ReleaseTable table = new ReleaseTableFile(folder.resolve("none")).read();
        FeatureRelease newest = table.floorsOf(PretalxVersion.of("2026.2.1"));
        assertThat(newest.python()).isEqualTo(new PythonVersion(3, 13));
        assertThat(newest.redis()).isTrue();
        assertThat(table.floorsOf(PretalxVersion.of("2026.1.0")).postgresql()).isEqualTo(16);
    }

    @Test
    void everyActionOfTheBundledTableHasWords() throws Exception {
        Messages messages = new Messages(Locale.ENGLISH);
        for (FeatureRelease feature :
                new ReleaseTableFile(folder.resolve("none")).read().features()) {
            assertThat(feature.actions()).allMatch(action -> messages.has("preflight.action." + action));
        }
    }

    @Test
    void aTableOfTheUserTakesItsPlace() throws Exception {
        Path own = folder.resolve("releases.json");
        Files.writeString(own, """
            {"schema": 1, "date": "2027-02-01", "source": "own", "features": [
             {"last": "2027.1.0", "released": "2027-01-10", "python": "3.14", "postgresql": 17, "node": false,
              "redis": true, "actions": ["ask Kim"]}]}
            """);
        assertThat(new ReleaseTableFile(own).read().features())
                .singleElement()
                .extracting(FeatureRelease::actions)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
                .containsExactly("ask Kim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"schema\": 2, \"date\": \"2027-02-01\", \"source\": \"\", \"features\": []}",
                "[]",
                "{\"schema\": 1, \"date\": \"soon\", \"source\": \"\", \"features\": []}",
                "{\"schema\": 1, \"date\": \"2027-02-01\", \"source\": \"\", \"features\": []}"
            })
    void aBrokenTableOfTheUserIsNamed(String text) throws IOException {
        Path own = folder.resolve("releases.json");
        Files.writeString(own, text);
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> new ReleaseTableFile(own).read())
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(FailureReason.LOCAL_FILE))
                .withMessageContaining("releases.json");
    }
}
