package app.greenroom.practice;

import app.greenroom.task.TaskContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A program of its own that holds a practice server until it is killed. */
final class Holding {
    private final Process program;
    private final Path root;

    private Holding(Process program, Path root) {
        this.program = program;
        this.root = root;
    }

    /** Starts it and waits until its practice server is ready. */
    static Holding in(Path folder) throws IOException {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holding.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = program.inputReader(StandardCharsets.UTF_8);
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("root ")) {
                return new Holding(program, Path.of(line.substring("root ".length())));
            }
        }
        throw new IOException("the program ended with " + program.toHandle().isAlive());
    }

    Path root() {
        return root;
    }

    ProcessHandle program() {
        return program.toHandle();
    }

    /** The process that watches the program. */
    ProcessHandle keeper() {
        List<ProcessHandle> children = program.children()
                .filter(each -> String.join(" ", each.info().arguments().orElse(new String[0]))
                        .contains("keeper.py"))
                .toList();
        if (children.size() != 1) {
            throw new IllegalStateException("keepers: " + children);
        }
        return children.getFirst();
    }

    /** Starts a practice server in the named folder and waits for ever. */
    public static void main(String[] arguments) throws Exception {
        EmbeddedPracticeServer server = Practising.in(Path.of(arguments[0]));
        server.start(TaskContext.quiet());
        System.out.println("root " + server.site().root());
        if (System.in.read() >= 0) {
            throw new IllegalStateException("nobody has anything to say");
        }
    }
}
