package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares what a command prints with a file in the tree, so that every word on the screen is reviewed. Run a test with
 * {@code -Dgolden.write=true} to write the files anew, then read the difference.
 */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/app/greenroom/cli");

    private Golden() {}

    /** Runs a command in a world and compares command, output and exit status with the file of that name. */
    static void check(String name, World world, String... arguments) throws IOException {
        int status = world.run(arguments);
        String actual = "$ greenroom " + String.join(" ", arguments) + "\n" + world.terminal.transcript() + "[" + status
                + "]\n";
        Path file = FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, actual);
        }
        assertThat(actual).as(name).isEqualTo(Files.readString(file));
    }
}
