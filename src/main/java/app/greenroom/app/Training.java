package app.greenroom.app;

import app.greenroom.cli.session.Backstage.Shown;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.operation.Operations;
import app.greenroom.operation.Servers.SignInSecrets;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.util.List;
import java.util.Optional;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks through what every start needs, then ends: the window up to its first frame, or the usual commands. Run once while
 * packages are made, so that Java keeps what it loaded and linked for later starts (docs/howto/make-packages.md). All its
 * files lie in a temporary folder.
 */
public final class Training {
    private static final Logger LOG = LoggerFactory.getLogger(Training.class);

    private Training() {}

    /**
     * Walks.
     *
     * @return the exit status
     */
    public static int run() throws OperationFailedException, InterruptedException {
        TemporaryHome home = TemporaryHome.make();
        try (CompositionRoot root = CompositionRoot.build(Optional.of(home.folder()))) {
            root.application().run(Stage::close);
        } finally {
            home.close();
        }
        return Program.usual().run("practice", "--help");
    }

    /**
     * Walks through commands alone: a look at the practice server, two snapshots of it, a verification.
     *
     * @return the exit status
     */
    public static int commands() throws OperationFailedException {
        TemporaryHome home = TemporaryHome.make();
        try (CompositionRoot root = CompositionRoot.build(Optional.of(home.folder()))) {
            Operations operations = root.operations();
            ServerProfile practice = operations.practice().start(TaskContext.quiet());
            operations.servers().add(practice, SignInSecrets.none());
            // the server goes on from one command to the next
            Program program = new Program(_ -> new Lasting(root));
            int looked = program.run("status", practice.name());
            LOG.debug("looked, status {}", looked); // whatever it thinks of the server
            for (String command : List.of("backup", "backup", "snapshots", "verify")) {
                int status = program.run(command, practice.name());
                if (status != ExitStatus.DONE.number()) {
                    return status;
                }
            }
            return ExitStatus.DONE.number();
        } finally {
            home.close();
        }
    }

    /** Stays open when a command ends. */
    private record Lasting(CompositionRoot root) implements OpenedOnDemand.Built {
        @Override
        public Operations operations() {
            return root.operations();
        }

        @Override
        public Shown desktop(boolean practised, CancellationToken interrupt) {
            throw new IllegalStateException("a command that opens the window");
        }

        @Override
        public void close() {
            // closed by whoever opened it
        }
    }
}
