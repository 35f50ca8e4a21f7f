package app.greenroom.storage.library;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.backup.SnapshotManifest.Source;
import app.greenroom.domain.backup.SnapshotManifest.Stored;
import app.greenroom.domain.backup.SourcePath;
import app.greenroom.storage.disk.LocalDisk;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program that is killed in the middle leaves for the next one. */
class DraftJournalTest {
    @TempDir
    Path folder;

    private static Entry file(String name, long size) {
        return new Entry(
                Role.MEDIA,
                new Source(SourcePath.of(name), size, 1, 0644, "hash of " + name),
                new Stored("media/" + name, size, "hash of " + name));
    }

    @Test
    void aLargeFileIsNotedAtOnceAndSmallOnesBeforeAMebibyteIsAtStake() throws Exception {
        try (DraftJournal journal = new DraftJournal(new LocalDisk(), folder)) {
            journal.add(file("large", 2 << 20));
            assertThat(DraftJournal.read(folder)).extracting(Entry::stored).hasSize(1);
            for (int number = 0; number < 1024; number++) {
                journal.add(file("small" + number, 1 << 10));
            }
            assertThat(DraftJournal.read(folder)).hasSize(1 + 1024);
        }
    }
}
