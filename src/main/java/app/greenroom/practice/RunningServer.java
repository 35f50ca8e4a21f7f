package app.greenroom.practice;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of one practice server from its start to its end. */
final class RunningServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);
    private static final String NAME = "practice";

    private final PracticeSite site;
    private final Keeper keeper;
    private final HostKey hostKey;
    private final ServerProfile profile;
    private final Deque<Part> parts;

    private RunningServer(
            PracticeSite site, Keeper keeper, SshEndpoint endpoint, ServerProfile profile, Deque<Part> parts) {
        this.site = site;
        this.keeper = keeper;
        this.hostKey = endpoint.hostKey();
        this.profile = profile;
        this.parts = parts;
    }

    /**
     * Starts all of it; what was started is ended again if something fails.
     *
     * @param temporary folder in which its own is made
     */
    static RunningServer start(Path temporary, HostPython python, TaskContext context)
            throws OperationFailedException, IOException {
        Path root = Files.createTempDirectory(temporary, Keeper.PREFIX).toRealPath();
        Deque<Part> parts = new ArrayDeque<>();
        try {
            List<Wheel> wheels = new Releases().wheels();
            PackageIndex index = PackageIndex.start(wheels, root.resolve("srv/index"));
            parts.push(new Part("index", index));
            PracticeSite site = new PracticeSite(root, python, index.url());
            site.requirePrograms();
            site.writeLibrary(wheels);
            Keeper keeper = Keeper.start(python, site.library("keeper.py"), root);
            parts.addLast(new Part("keeper", keeper));
            Path keyFile = root.resolve("practice-key");
            FutureTask<SshEndpoint> opening =
                    new FutureTask<>(() -> SshEndpoint.start(python.user(), keyFile, site.environment(), site.home()));
            parts.push(new Part("endpoint", () -> opening.get().close()));
            Thread.ofVirtual().name("practice-endpoint").start(opening);
            site.build(context);
            SshEndpoint endpoint = result(opening);
            return new RunningServer(site, keeper, endpoint, profile(python, keyFile, endpoint), parts);
        } catch (OperationFailedException | IOException | RuntimeException e) {
            end(parts);
            removeIfUnkept(root);
            throw e;
        }
    }

    private static SshEndpoint result(FutureTask<SshEndpoint> opening) throws OperationFailedException, IOException {
        try {
            return opening.get();
        } catch (ExecutionException e) {
            throw new IOException("the SSH server did not start: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException(FailureReason.CANCELLED, "interrupted", e);
        }
    }

    private static ServerProfile profile(HostPython python, Path keyFile, SshEndpoint endpoint) {
        return new ServerProfile(
                NAME,
                "127.0.0.1",
                endpoint.port(),
                python.user(),
                new SshAuthentication.KeyFile(keyFile.toString()),
                false,
                true,
                List.of());
    }

    /** What lies in its folder. */
    PracticeSite site() {
        return site;
    }

    HostKey hostKey() {
        return hostKey;
    }

    ServerProfile profile() {
        return profile;
    }

    /** Runs an action if the keeper ends, which it does before this program only when it was killed or at the close. */
    void onEnd(Runnable action) {
        var _ = keeper.handle().onExit().thenRun(action);
    }

    /** Closes the ports, then ends every process and removes the folder. */
    @Override
    public void close() {
        end(parts);
    }

    private static void end(Deque<Part> parts) {
        for (Part part = parts.poll(); part != null; part = parts.poll()) {
            try {
                part.thing().close();
            } catch (Exception e) { // the next parts must end whatever this one meets
                LOG.warn("ending the {} of the practice server", part.name(), e);
            }
        }
    }

    /** Without a keeper nothing has run there: only the scripts were written. */
    private static void removeIfUnkept(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private record Part(String name, AutoCloseable thing) {}
}
