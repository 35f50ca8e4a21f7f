package app.greenroom.domain.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.PretalxVersion;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hops and dates from the table of releases. */
class ReleaseTableTest {
    private final ReleaseTable table = SampleTable.table();

    @ParameterizedTest
    @CsvSource({
        "2025.2.2, 2026.2.1, '', 2026.1.2 2026.2.1",
        "2025.1.0, 2026.2.1, '', 2025.2.2 2026.1.2 2026.2.1",
        "2025.2.0, 2025.2.2, '', 2025.2.2",
        "2025.2.2, 2026.1.0, '', 2026.1.0",
        "2026.1.0, 2026.2.1, '', 2026.2.1",
        "2025.2.2, 2026.2.1, 2026.1.3 2026.1.0 2026.2.1, 2026.1.3 2026.2.1",
        "2025.2.2, 2026.3.0, 2026.3.0 2026.2.2, 2026.1.2 2026.2.2 2026.3.0",
        "2025.2.2, 2026.2.1, 2026.1.9.dev0, 2026.1.2 2026.2.1",
    })
    void everyFeatureReleaseBetweenIsWalkedThrough(String from, String to, String offered, String hops) {
        assertThat(table.hops(PretalxVersion.of(from), PretalxVersion.of(to), versions(offered)))
                .isEqualTo(versions(hops));
    }

    @Test
    void whatBelongsToAReleaseIsOlderThanTheNext() {
        assertThat(table.successorOf(PretalxVersion.of("2025.2.0"))).contains(LocalDate.parse("2026-04-17"));
        assertThat(table.successorOf(PretalxVersion.of("2026.2.1"))).isEmpty();
    }

    @Test
    void aNewerReleaseIsTakenToAskAtLeastWhatTheNewestKnownOneAsks() {
        assertThat(table.floorsOf(PretalxVersion.of("2027.1.0")).python()).isEqualTo(new PythonVersion(3, 13));
        assertThat(table.of(PretalxVersion.of("2027.1.0"))).isEmpty();
    }

    @Test
    void thePracticeServerAsksOnlyForWhatItHasItself() {
        FeatureRelease newest =
                table.practising().of(PretalxVersion.of("2026.2.1")).orElseThrow();
        assertThat(newest.python()).isEqualTo(new PythonVersion(3, 9));
        assertThat(newest.redis()).isTrue();
        assertThat(table.practising().features())
                .noneMatch(FeatureRelease::node)
                .hasSize(4);
    }

    private static List<PretalxVersion> versions(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(each -> !each.isEmpty())
                .map(PretalxVersion::of)
                .toList();
    }
}
