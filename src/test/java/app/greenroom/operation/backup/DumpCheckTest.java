package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.operation.verify.DumpCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps made by real programs: whole ones are found whole, and cut ones cut, wherever they are cut. */
class DumpCheckTest {
    private static final Path DUMPS = Path.of("src/test/resources/dumps");

    @TempDir
    Path folder;

    private String problem(byte[] content, String kind) throws IOException {
        return DumpCheck.problem(Files.write(folder.resolve("dump"), content), kind)
                .orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s15-gzip.dump", "s17-gzip.dump", "s17-zstd.dump", "s17-file.dump"})
    void anArchiveIsWholeOrItIsSaidWhereverItIsCut(String name) throws IOException {
        byte[] whole = Files.readAllBytes(DUMPS.resolve(name));
        assertThat(problem(whole, "postgresql")).isEmpty();
        for (int length = 0; length < whole.length; length += 7) {
            assertThat(problem(Arrays.copyOf(whole, length), "postgresql"))
                    .as(name + " cut after " + length)
                    .isNotEmpty();
        }
        assertThat(problem(Arrays.copyOf(whole, whole.length - 1), "postgresql"))
                .isNotEmpty();
        assertThat(problem(Arrays.copyOf(whole, whole.length + 1), "postgresql"))
                .isNotEmpty();
    }

    @Test
    void anArchiveOfAnUnknownFormIsNotGuessedAt() throws IOException {
        byte[] newer = Files.readAllBytes(DUMPS.resolve("s17-zstd.dump"));
        newer[6] = 99;
        assertThat(problem(newer, "postgresql")).contains("1.99");
    }

    @Test
    void plainTextIsNoArchive() throws IOException {
        assertThat(problem(
                        "-- PostgreSQL database dump".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                        "postgresql"))
                .isEqualTo("no archive of pg_dump");
    }

    @Test
    void anSqliteDatabaseIsWholeOrItIsSaid() throws IOException {
        byte[] whole = Files.readAllBytes(new SampleSite(folder.resolve("site")).database());
        assertThat(problem(whole, "sqlite")).isEmpty();
        assertThat(problem(FakeServer.database(), "sqlite")).isEmpty();
        for (int length : new int[] {0, 10, 99, 100, 4096, whole.length - 4096, whole.length - 1}) {
            assertThat(problem(Arrays.copyOf(whole, length), "sqlite"))
                    .as("cut after " + length)
                    .isNotEmpty();
        }
        assertThat(problem(Arrays.copyOf(whole, whole.length + 4096), "sqlite")).isNotEmpty();
        ByteBuffer.wrap(whole).putShort(16, (short) 3);
        assertThat(problem(whole, "sqlite")).isNotEmpty();
    }
}
