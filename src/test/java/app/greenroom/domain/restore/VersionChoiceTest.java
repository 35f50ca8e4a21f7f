package app.greenroom.domain.restore;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.SnapshotManifest.Origin;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.instance.ServerFacts.Interpreter;
import app.greenroom.domain.restore.RestoreNote.Code;
import app.greenroom.domain.restore.VersionChoice.Hop;
import app.greenroom.domain.restore.VersionChoice.Way;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.FeatureRelease;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.domain.upgrade.PythonVersion;
import app.greenroom.domain.upgrade.ReleaseTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which version a site has after a restore. */
class VersionChoiceTest {
    private static final TargetName SITE = TargetName.parse("talks");
    private static final RestoreRequest ALL = RestoreRequest.everything(SITE, Optional.empty());
    private static final ReleaseTable TABLE = new ReleaseTable(
            LocalDate.of(2026, 8, 1),
            "test",
            "",
            "",
            List.of(
                    release("2025.1.0", "2025-05-28", 10, true),
                    release("2025.2.2", "2025-11-30", 10, true),
                    release("2026.1.2", "2026-04-17", 11, true),
                    release("2026.2.1", "2026-07-08", 12, false)));

    @ParameterizedTest
    @CsvSource({
        "all,       2026.2.1, 2026.2.1, 3.13, SAME,    2026.2.1,         ",
        "all,       2025.2.2, 2026.2.1, 3.13, BACK,    2025.2.2,         VERSION_COMES_BACK",
        "all,       2026.2.1, 2025.2.2, 3.13, BACK,    2026.2.1,         VERSION_COMES_BACK",
        "database,  2025.2.2, 2026.2.1, 3.13, SAME,    2026.2.1,         VERSION_DIFFERS",
        "database,  2026.2.1, 2025.2.2, 3.13, SAME,    2025.2.2,         VERSION_NEWER",
        "media,     2025.2.2, 2026.2.1, 3.13, SAME,    2026.2.1,         ",
        "migrate,   2025.1.0, 2026.2.1, 3.13, FORWARD, 2026.2.1,         VERSION_GOES_FORWARD",
        "migrate,   2026.2.1, 2025.2.2, 3.13, SAME,    2025.2.2,         VERSION_NEWER",
        "all,       2026.2.1, 2025.2.2, 3.9,  BACK,    2026.2.1,         PYTHON_MISSING",
        "all,       2025.2.2, 2026.2.1, 3.11, BACK,    2025.2.2,         PYTHON_OTHER",
    })
    void isChosen(String what, String then, String installed, String python, Way way, String after, Code note) {
        VersionChoice choice = VersionChoice.of(request(what), known(then, installed, python, true));
        assertThat(choice.way()).isEqualTo(way);
        assertThat(choice.after()).contains(PretalxVersion.of(after));
        if (note == null) {
            assertThat(choice.notes()).isEmpty();
        } else {
            assertThat(choice.notes()).extracting(RestoreNote::code).contains(note);
        }
    }

    @Test
    void whatComesBackIsAsOfTheDayOfTheSnapshot() {
        VersionChoice choice = VersionChoice.of(ALL, known("2025.2.2", "2026.2.1", "3.13", true));
        assertThat(choice.hops())
                .containsExactly(new Hop(
                        PretalxVersion.of("2025.2.2"),
                        Optional.of(LocalDate.of(2026, 3, 2)),
                        true,
                        "/usr/bin/python3"));
    }

    @Test
    void whatGoesForwardNeedsOnlyTheReleasesBetween() {
        VersionChoice choice = VersionChoice.of(request("migrate"), known("2025.1.0", "2026.2.1", "3.13", true));
        assertThat(choice.hops())
                .extracting(hop -> hop.version() + " " + hop.uploadedPriorTo().orElseThrow())
                .containsExactly("2025.2.2 2026-04-17", "2026.1.2 2026-07-08");
    }

    @Test
    void aMissingPythonIsNamed() {
        VersionChoice choice = VersionChoice.of(ALL, known("2026.2.1", "2025.2.2", "3.9", true));
        assertThat(choice.notes())
                .contains(RestoreNote.of(Code.PYTHON_MISSING, Level.BLOCKER, "2026.2.1", "3.13", "3.9.1"));
    }

    @Test
    void withoutAListOfPackagesNothingComesBack() {
        VersionChoice choice = VersionChoice.of(ALL, known("2025.2.2", "2026.2.1", "3.13", false));
        assertThat(choice.notes())
                .contains(RestoreNote.of(Code.FACT_UNKNOWN, Level.BLOCKER, "packages", "pip-freeze.txt"));
    }

    private static RestoreRequest request(String what) {
        return switch (what) {
            case "database" -> RestoreRequest.only(SITE, Optional.empty(), Set.of(RestorePart.DATABASE));
            case "media" -> RestoreRequest.only(SITE, Optional.empty(), Set.of(RestorePart.MEDIA));
            case "migrate" ->
                RestoreRequest.only(SITE, Optional.empty(), EnumSet.allOf(RestorePart.class))
                        .migrating();
            default -> ALL;
        };
    }

    private static VersionChoice.Known known(String then, String installed, String python, boolean packages) {
        ServerFacts server = SampleFacts.server();
        Interpreter only = new Interpreter("/usr/bin/python3", python + ".1");
        ServerFacts one = new ServerFacts(
                server.readAt(),
                server.operatingSystem(),
                server.hostName(),
                true,
                server.clockOffset(),
                true,
                List.of(only),
                server.node(),
                server.npm(),
                server.tools(),
                server.packageManager(),
                List.of());
        Origin origin = new Origin(
                "talks", "host", "pretalx", "https://x", "Debian", then, "3.13.5", "postgresql", "17", "p", "/m", "u");
        return new VersionChoice.Known(
                origin,
                Instant.parse("2026-03-01T10:00:00Z"),
                packages,
                one,
                PretalxVersion.parse(installed),
                Optional.of(only),
                List.of(),
                TABLE);
    }

    private static FeatureRelease release(String last, String released, int minor, boolean node) {
        return new FeatureRelease(
                PretalxVersion.of(last),
                LocalDate.parse(released),
                new PythonVersion(3, minor),
                14,
                node,
                false,
                List.of());
    }
}
