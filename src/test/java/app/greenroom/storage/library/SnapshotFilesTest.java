package app.greenroom.storage.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody plants in a library, reading a file of a snapshot gives that file or nothing. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SnapshotFilesTest {
    @TempDir
    Path library;

    private Path snapshot;

    @BeforeEach
    void makeSnapshot() throws IOException {
        snapshot = Files.createDirectories(library.resolve("2026-11-24T02-03-04Z-l"));
        Files.createDirectories(snapshot.resolve("media/avatars"));
        Files.writeString(snapshot.resolve("media/avatars/one.jpg"), "a face");
        Files.createDirectories(library.resolve("outside/avatars"));
        Files.writeString(library.resolve("outside/avatars/one.jpg"), "not for you");
    }

    private String read(String name) throws IOException {
        try (InputStream stream = SnapshotFiles.open(snapshot, name)) {
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private void refused(String name) {
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> read(name));
    }

    @Test
    void readsAFileOfTheSnapshot() throws IOException {
        assertThat(read("media/avatars/one.jpg")).isEqualTo("a face");
        refused("media/avatars/two.jpg");
        refused("media/avatars");
    }

    @Test
    void followsNoLinkWhereverItLies() throws IOException {
        Files.createSymbolicLink(snapshot.resolve("media/link.jpg"), library.resolve("outside/avatars/one.jpg"));
        refused("media/link.jpg");
        Files.move(snapshot.resolve("media"), snapshot.resolve("media-before"));
        Files.createSymbolicLink(snapshot.resolve("media"), library.resolve("outside"));
        refused("media/avatars/one.jpg");
        Files.move(snapshot, library.resolve("before"));
        Files.createSymbolicLink(snapshot, library.resolve("outside"));
        refused("avatars/one.jpg");
    }

    @Test
    void waitsForNoPipe() throws Exception {
        Path pipe = snapshot.resolve("media/pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        refused("media/pipe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../outside/avatars/one.jpg", "/etc/passwd", "media/../../outside/avatars/one.jpg", "", "a//b"})
    void refusesNamesThatLeadOut(String name) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> read(name));
    }

    @Test
    void aFolderThatBecomesALinkAtTheVeryMomentLeadsNowhere() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Path media = snapshot.resolve("media");
        Path aside = snapshot.resolve("aside");
        Path link = Files.createSymbolicLink(snapshot.resolve("link"), library.resolve("outside"));
        Thread attacker = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                try {
                    Files.move(media, aside, StandardCopyOption.ATOMIC_MOVE);
                    Files.move(link, media, StandardCopyOption.ATOMIC_MOVE);
                    Files.move(media, link, StandardCopyOption.ATOMIC_MOVE);
                    Files.move(aside, media, StandardCopyOption.ATOMIC_MOVE);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        });
        int read = 0;
        for (int attempt = 0; attempt < 3000; attempt++) {
            try {
                assertThat(read("media/avatars/one.jpg")).isEqualTo("a face");
                read++;
            } catch (NoSuchFileException meant) {
                assertThat(meant.getFile()).isNotEmpty();
            }
        }
        over.set(true);
        attacker.join();
        assertThat(read).as("times at which the file was there").isPositive();
    }

    @Test
    void whereABackslashSeparatesFoldersItLeadsOutToo() {
        assertThat(EntryJson.leadsOut("media\\..\\..\\x", '\\')).isTrue();
        assertThat(EntryJson.leadsOut("C:x", '\\')).isTrue();
        assertThat(EntryJson.leadsOut("media/a picture.png", '\\')).isFalse();
        assertThat(EntryJson.leadsOut("media/a\\b: c", '/')).isFalse();
    }
}
