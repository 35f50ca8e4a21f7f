package app.greenroom.app;

import app.greenroom.cli.session.Backstage;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.operation.Operations;
import app.greenroom.task.CancellationToken;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds what stands behind the faces at the moment a command needs it, and closes it in reverse. Thread-safe. */
final class OpenedOnDemand implements Backstage, AutoCloseable {
    private final Builder builder;
    private final Deque<Runnable> opened = new ArrayDeque<>();
    private @Nullable Built usual;

    OpenedOnDemand(Builder builder) {
        this.builder = builder;
    }

    @Override
    public Operations operations() throws OperationFailedException {
        return usual().operations();
    }

    @Override
    public synchronized Operations operationsApart() throws OperationFailedException {
        TemporaryHome home = TemporaryHome.make();
        opened.push(home::close);
        Built apart = builder.build(Optional.of(home.folder()));
        opened.push(apart::close);
        return apart.operations();
    }

    @Override
    public Shown desktop(boolean practice, CancellationToken interrupt) throws OperationFailedException {
        return usual().desktop(practice, interrupt);
    }

    private synchronized Built usual() throws OperationFailedException {
        if (usual == null) {
            usual = builder.build(Optional.empty());
            opened.push(usual::close);
        }
        return usual;
    }

    /** Closes what was opened, the newest first. */
    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            opened.pop().run();
        }
        usual = null;
    }

    /** Builds the object graph. */
    @FunctionalInterface
    interface Builder {
        /**
         * Builds it.
         *
         * @param home folder for all files of Greenroom; the usual ones if empty
         * @throws OperationFailedException if these files cannot be used
         */
        Built build(Optional<Path> home) throws OperationFailedException;
    }

    /** The object graph of one run. */
    interface Built extends AutoCloseable {
        /** All operations. */
        Operations operations();

        /**
         * Shows the window and returns when it was closed, or has the window that is open already come to the front.
         *
         * @param practice whether the practice server is to be ready in it
         * @param interrupt closes the window
         * @throws OperationFailedException if there is no display
         */
        Shown desktop(boolean practice, CancellationToken interrupt) throws OperationFailedException;

        /** Ends connections and the practice server. */
        @Override
        void close();
    }
}
