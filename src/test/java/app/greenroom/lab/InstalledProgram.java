package app.greenroom.lab;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as users have it: {@code target/greenroom/bin/greenroom}, with a folder of its own for its files. */
public final class InstalledProgram {
    private static final Path PROGRAM =
            Path.of("target/greenroom/bin/greenroom").toAbsolutePath();
    private static final int LONGEST_MINUTES = 15;

    private final Path home;

    /** The program on files in a folder. */
    public InstalledProgram(Path home) {
        this.home = home;
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException("run mvn package first: " + PROGRAM + " is missing");
        }
    }

    /** Runs it to its end, with lines for its standard input. */
    public Run run(String input, String... arguments) {
        try {
            Path said = Files.createTempFile(home, "said", "");
            Path answered = Files.createTempFile(home, "answered", "");
            Process process = start(answered.toFile(), said.toFile(), arguments);
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("no end of greenroom " + String.join(" ", arguments));
            }
            return new Run(process.exitValue(), Files.readString(answered), Files.readString(said));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts it and lets it run; what it prints goes to files. */
    Process start(File answered, File said, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(answered).redirectError(said);
        builder.environment().put("GREENROOM_HOME", home.resolve("greenroom").toString());
        builder.environment().put("GREENROOM_PASSPHRASE", "for tests");
        builder.environment().put("GREENROOM_OFFLINE", "1");
        return builder.start();
    }

    /** Adds a lab server under a name, with the host key that it really has. */
    public void add(LabServer server, String name, String input, String... signIn) {
        String fingerprint = server.run("ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub | cut -d' ' -f2")
                .strip();
        List<String> arguments =
                new ArrayList<>(List.of("server", "add", name, "--host", server.host(), "--host-key", fingerprint));
        arguments.addAll(List.of(signIn));
        Run added = run(input, arguments.toArray(String[]::new));
        if (added.status() != 0) {
            throw new IllegalStateException(added.toString());
        }
    }

    /**
     * How a run ended.
     *
     * @param status exit status
     * @param stdout standard output
     * @param stderr standard error
     */
    public record Run(int status, String stdout, String stderr) {
        /** Its standard output as one JSON document. */
        public JsonNode json() {
            return new JsonMapper().readTree(stdout);
        }
    }
}
