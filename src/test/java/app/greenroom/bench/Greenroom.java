package app.greenroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The installed program: everything counts, its start and its look at the server, too. */
final class Greenroom implements Contender {
    private static final Path PROGRAM =
            Path.of("target/greenroom/bin/greenroom").toAbsolutePath();

    private final String fingerprint;
    private Path place = Path.of("");

    /**
     * The program.
     *
     * @param fingerprint of the server's host key
     */
    Greenroom(String fingerprint) {
        this.fingerprint = fingerprint;
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException("run mvn package first: " + PROGRAM + " is missing");
        }
    }

    @Override
    public String name() {
        return "greenroom";
    }

    @Override
    public void prepare(Path somewhere, Way way) throws IOException {
        place = somewhere;
        run(
                "server",
                "add",
                "lab",
                "--host",
                way.host(),
                "--port",
                String.valueOf(way.port()),
                "--user",
                "root",
                "--key",
                way.key().toString(),
                "--host-key",
                fingerprint);
    }

    @Override
    public long backUp(int number) {
        return run("backup", "lab");
    }

    @Override
    public boolean restores() {
        return true;
    }

    @Override
    public long restore(int number) {
        return run("restore", "lab", "--only", "database,media", "--yes");
    }

    private long run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        command.addAll(List.of(arguments));
        return Programs.run(
                command,
                Path.of("/dev/null"),
                Map.of("GREENROOM_HOME", place.toString(), "GREENROOM_PASSPHRASE", "for the benchmark"));
    }
}
