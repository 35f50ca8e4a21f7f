package app.greenroom.practice;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    private final Process process;

    private Keeper(Process process) {
        this.process = process;
    }

    /**
     * Starts it and waits until it holds the folder and has cleaned up beside it.
     *
     * @throws IOException if it does not start
     */
    static Keeper start(HostPython python, Path script, Path root) throws IOException {
        Process process = new ProcessBuilder(python.path(), "-I", "-B", script.toString(), root.toString(), PREFIX)
                .redirectError(root.resolve("keeper.log").toFile())
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        if (!"ready".equals(line)) {
            process.destroyForcibly();
            throw new IOException("the keeper of the practice server said: " + line);
        }
        return new Keeper(process);
    }

    /** Its process, for those who want to know when it ends. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends the practice server's processes and removes its folder; waits until that is done. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the practice server is still being removed");
            } else if (process.exitValue() != 0) {
                LOG.warn("removing the practice server ended with status {}", process.exitValue());
            }
        } catch (IOException e) {
            LOG.warn("the keeper of the practice server is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it goes on without us
        }
    }
}
