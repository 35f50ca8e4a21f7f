package app.greenroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import app.greenroom.storage.CountingProcess.Count;
import app.greenroom.storage.disk.DiskFullException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole or not at all, strict, and one writer at a time. */
class JsonFileTest {
    private static final Count NONE = new Count(0);

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void place() {
        path = folder.resolve("made/count.json");
    }

    @Test
    void whatWasWrittenIsReadAndIsForTheOwnerOnly() throws IOException {
        assertThat(file().read()).isEmpty();
        file().change(NONE, count -> new Count(7));
        assertThat(file().read()).contains(new Count(7));
        assertThat(path).hasContent("{\n  \"schema\" : 1,\n  \"count\" : 7\n}\n");
        assertThat(Golden.mode(path)).isEqualTo("rw-------");
        assertThat(Golden.mode(path.resolveSibling("count.json.lock"))).isEqualTo("rw-------");
        assertThat(Golden.mode(path.resolveSibling("."))).isEqualTo("rwx------");
    }

    @Test
    void whatDidNotChangeIsNotWritten() throws IOException {
        file().change(NONE, count -> new Count(7));
        JsonFile<Count> unwritable = file(new AtomicFile.Steps() {
            @Override
            public void write(Path temporary, byte[] content) throws IOException {
                throw new IOException("written");
            }
        });
        unwritable.change(NONE, count -> new Count(7));
        assertThatIOException()
                .isThrownBy(() -> unwritable.change(NONE, count -> new Count(8)))
                .withMessage("written");
    }

    @Test
    void aNewerFileIsRefusedAndStaysAsItIs() throws IOException {
        put("{\"schema\": 2, \"count\": 1, \"colour\": \"green\"}");
        String before = Golden.read(path);
        assertThatExceptionOfType(NewerFileException.class)
                .isThrownBy(() -> file().read())
                .withMessageContaining("schema 2");
        assertThatExceptionOfType(NewerFileException.class).isThrownBy(() -> file().change(NONE, count -> NONE));
        assertThat(path).hasContent(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\u0000\u0000\u0000\u0000",
                "{\"count\": 1}",
                "{\"schema\": 0, \"count\": 1}",
                "{\"schema\": \"1\", \"count\": 1}",
                "{\"schema\": 1.5, \"count\": 1}",
                "{\"schema\": 1}",
                "{\"schema\": 1, \"count\": null}",
                "{\"schema\": 1, \"count\": \"many\"}",
                "{\"schema\": 1, \"count\": 1, \"count\": 2}",
                "{\"schema\": 1, \"count\": 1, \"more\": 2}",
                "{\"schema\": 1, \"count\": 1} {}",
            })
    void aDamagedFileIsToldEveryTimeItIsReadAndKeptAsideByAChange(String text) throws IOException {
        put(text);
        assertThatExceptionOfType(DamagedFileException.class).isThrownBy(() -> file().read());
        assertThatExceptionOfType(DamagedFileException.class).isThrownBy(() -> file().read());
        assertThatExceptionOfType(DamagedFileException.class)
                .isThrownBy(() -> file().change(NONE, count -> new Count(1)))
                .satisfies(told -> assertThat(told.aside()).hasContent(text));
        assertThat(path).doesNotExist();
        file().change(NONE, count -> new Count(count.count() + 1));
        assertThat(file().read()).contains(new Count(1));
        assertThat(path.resolveSibling("count.json.damaged")).hasContent(text);
    }

    @Test
    void aSecondDamagedFileDoesNotReplaceTheFirst() throws IOException {
        for (String text : List.of("one", "two", "three")) {
            put(text);
            assertThatExceptionOfType(DamagedFileException.class)
                    .isThrownBy(() -> file().change(NONE, count -> new Count(1)));
        }
        assertThat(path.resolveSibling("count.json.damaged")).hasContent("one");
        assertThat(path.resolveSibling("count.json.damaged-2")).hasContent("two");
        assertThat(path.resolveSibling("count.json.damaged-3")).hasContent("three");
    }

    @Test
    void aCrashBetweenWriteAndMoveLeavesTheOldFile() throws IOException {
        file().change(NONE, count -> new Count(7));
        JsonFile<Count> crashing = file(new AtomicFile.Steps() {
            @Override
            public void move(Path from, Path to) {
                throw new IllegalStateException("the power went");
            }
        });
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> crashing.change(NONE, count -> new Count(8)));
        assertThat(path.resolveSibling("count.json.new")).exists();
        assertThat(file().read()).contains(new Count(7));
        file().change(NONE, count -> new Count(9));
        assertThat(file().read()).contains(new Count(9));
        assertThat(path.resolveSibling("count.json.new")).doesNotExist();
    }

    @Test
    void aFullDiskLeavesTheOldFile() throws IOException {
        file().change(NONE, count -> new Count(7));
        JsonFile<Count> full = file(new AtomicFile.Steps() {
            @Override
            public void write(Path temporary, byte[] content) throws IOException {
                Files.write(temporary, new byte[1]);
                Files.write(Path.of("/dev/full"), content);
            }
        });
        assertThatExceptionOfType(DiskFullException.class)
                .isThrownBy(() -> full.change(NONE, count -> new Count(8)))
                .withMessageContaining("count.json");
        assertThat(file().read()).contains(new Count(7));
        assertThat(path.resolveSibling("count.json.new")).doesNotExist();
    }

    @Test
    void aLinkIsFollowed() throws IOException {
        Path kept = folder.resolve("elsewhere/count.json");
        Files.createDirectories(kept.getParent());
        Files.createDirectories(path.getParent());
        file(kept).change(NONE, count -> new Count(1));
        Files.createSymbolicLink(path, kept);
        file().change(NONE, count -> new Count(2));
        assertThat(path).isSymbolicLink();
        assertThat(file(kept).read()).contains(new Count(2));
    }

    @Test
    void twoThreadsAndTwoProcessesCountTogether() throws Exception {
        Process first = CountingProcess.start(CountingProcess.class, path.toString(), "30");
        Process second = CountingProcess.start(CountingProcess.class, path.toString(), "30");
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> counting = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                counting.add(threads.submit(() -> {
                    CountingProcess.count(path, 30);
                    return null;
                }));
            }
            for (Future<?> each : counting) {
                each.get();
            }
        }
        for (Process process : List.of(first, second)) {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        }
        assertThat(file().read()).contains(new Count(120));
    }

    private void put(String text) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private JsonFile<Count> file() {
        return file(path);
    }

    private static JsonFile<Count> file(Path place) {
        return CountingProcess.counter(new AtomicFile(place));
    }

    private JsonFile<Count> file(AtomicFile.Steps steps) {
        return CountingProcess.counter(new AtomicFile(path, steps));
    }
}
