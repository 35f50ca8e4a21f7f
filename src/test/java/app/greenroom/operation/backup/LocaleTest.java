package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.OperationFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A locale that cannot hold every name is refused before anything is fetched; it is fixed when a program starts. */
class LocaleTest {
    @TempDir
    Path folder;

    /** Takes a snapshot below the folder that is named, and prints how that ended. */
    static final class Program {
        private Program() {}

        /** Runs it. */
        public static void main(String[] arguments) {
            Path here = Path.of(arguments[0]);
            try {
                new Laptop(here.resolve("library"), new SampleSite(here.resolve("server"))).create();
                System.out.println("ended well");
            } catch (OperationFailedException e) {
                System.out.println("ended with " + e.reason());
            }
        }
    }

    private String endUnder(String locale) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                Files.createDirectory(folder.resolve(locale)).toString()));
        builder.environment().put("LC_ALL", locale);
        builder.redirectErrorStream(true);
        Process process = builder.start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void anAsciiLocaleIsRefused() throws IOException {
        assertThat(endUnder("C")).contains("ended with LOCALE_UNFIT");
        assertThat(folder.resolve("C/library")).doesNotExist();
    }

    @Test
    void aUtf8LocaleIsFine() throws IOException {
        assertThat(endUnder("C.UTF-8")).contains("ended well");
    }
}
