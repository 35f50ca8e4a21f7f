package app.greenroom.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The documented steps of an upgrade, carried out in place as a careful person would: services stopped first, started last. */
final class ByHand {
    private static final Path SCRIPT = Path.of("src/lab/byhand.sh");

    private ByHand() {}

    /** Upgrades a server of the documented layout; gives each command's status and time. */
    static String upgrade(LabServer server, String... arguments) throws IOException {
        // it goes on after a step that fails, as people do
        String set = "set +e; set -- --stopped " + String.join(" ", arguments);
        return server.run(String.join("\n", set, Files.readString(SCRIPT)));
    }
}
