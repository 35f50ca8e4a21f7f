package app.greenroom.storage.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.support.LocalHost;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody removes what somebody reads. */
class ReadersTest {
    private static final SnapshotId ID = new SnapshotId("2026-11-24T10-00-00Z-l");
    private static final SnapshotId OTHER = new SnapshotId("2026-11-25T10-00-00Z-l");

    @TempDir
    Path folder;

    private SnapshotShelf shelf;

    @BeforeEach
    void twoSnapshots() throws IOException {
        shelf = new SnapshotLibrary(folder).shelf("talks", "pretalx");
        Files.createDirectories(shelf.folder(ID));
        Files.createDirectories(shelf.folder(OTHER));
    }

    private List<SnapshotId> removeBoth() throws Exception {
        return shelf.removal()
                .remove(there -> there.stream().map(SnapshotSummary::id).toList(), removed -> {});
    }

    @Test
    void whatIsReadStaysUntilTheLastReaderIsDone() throws Exception {
        SnapshotReading first = shelf.reading(ID);
        SnapshotReading second = shelf.reading(ID);
        assertThat(removeBoth()).containsExactly(OTHER);
        first.close();
        first.close();
        assertThat(removeBoth()).isEmpty();
        assertThat(shelf.has(ID)).isTrue();
        second.close();
        assertThat(removeBoth()).containsExactly(ID);
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> shelf.reading(ID));
    }

    @Test
    void nobodyBeginsToReadWhatIsBeingRemoved() throws Exception {
        Readers readers = new Readers();
        try (Readers.Reading _ = readers.keepAway(shelf.folder(ID)).orElseThrow()) {
            assertThatExceptionOfType(LibraryBusyException.class).isThrownBy(() -> readers.read(shelf.folder(ID)));
            readers.read(shelf.folder(OTHER)).close();
        }
        readers.read(shelf.folder(ID)).close();
    }

    @Test
    void anotherProgramThatReadsCountsAsWell() throws Exception {
        Process other = new ProcessBuilder(
                        LocalHost.python(),
                        "-c",
                        "import fcntl, sys\nfile = open(sys.argv[1], 'a+')\nfcntl.lockf(file, fcntl.LOCK_SH)\n"
                                + "print('reads', flush=True)\nsys.stdin.read()",
                        shelf.folder().resolve(".reading").toString())
                .start();
        try (BufferedReader said = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("reads");
            assertThat(removeBoth()).isEmpty();
            shelf.reading(ID).close();
        } finally {
            other.getOutputStream().close();
            other.waitFor();
        }
        assertThat(removeBoth()).containsExactly(OTHER, ID);
    }
}
