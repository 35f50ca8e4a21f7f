package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.FindingCode;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.instance.Severity;
import app.greenroom.storage.library.SnapshotLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the health page says about the age of snapshots. */
class LastSnapshotTest {
    @TempDir
    Path root;

    @Test
    void withoutAnySnapshotThereIsSomethingToDo() {
        assertThat(finding()).isEqualTo(Finding.of(FindingCode.LAST_SNAPSHOT, Severity.ATTENTION, ""));
    }

    @Test
    void aDamagedSnapshotDoesNotCount() throws IOException {
        Files.createDirectories(root.resolve("conf/pretalx/2026-11-24T02-03-04Z-l"));
        assertThat(finding()).isEqualTo(Finding.of(FindingCode.LAST_SNAPSHOT, Severity.ATTENTION, ""));
    }

    private Finding finding() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
        return new LastSnapshot(new SnapshotLibrary(root), clock)
                .findings("conf", SampleFacts.healthy().facts())
                .getFirst();
    }
}
