package app.greenroom.practice;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that ends a practice server with this program, however this program ends: it sees its input close, ends
 * every process of the practice server and removes the folder. At its start it does the same to what a killed
 * predecessor left behind.
 */
final class Keeper implements AutoCloseable {
    /** How the folders of practice servers begin. */
    static final String PREFIX = "greenroom-practice-";

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final long LIMIT_SECONDS = 30;

    private final ProcessBuilder command;
    private final Path root;
    private final Process process;

    private Keeper(ProcessBuilder command, Path root, Process process) {
        this.command = command;
        this.root = root;
        this.process = process;
    }

    /**
     * Starts it and waits until it holds the folder and has cleaned up beside it.
     *
     * @throws IOException if it does not start
     */
    static Keeper start(HostPython python, Path script, Path root) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                        python.path(), "-I", "-B", script.toString(), root.toString(), PREFIX)
                .redirectError(root.resolve("keeper.log").toFile());
        Process process = command.start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        if (!"ready".equals(line)) {
            process.destroyForcibly();
            throw new IOException("the keeper of the practice server said: " + line);
        }
        return new Keeper(command, root, process);
    }

    /** Its process, for those who want to know when it ends. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends the practice server's processes and removes its folder; waits until that is done. */
    @Override
    public void close() {
        try {
            letGo(process);
            if (Files.exists(root)) { // it was killed: another one does its work
                letGo(command.start());
            }
        } catch (IOException e) {
            LOG.warn("the practice server in {} is removed at the next start only", root, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it goes on without us
        }
    }

    private static void letGo(Process keeper) throws IOException, InterruptedException {
        keeper.getOutputStream().close();
        if (!keeper.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("the practice server is still being removed");
        }
    }
}
