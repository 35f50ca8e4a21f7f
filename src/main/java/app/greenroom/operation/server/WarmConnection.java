package app.greenroom.operation.server;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection to one server that is kept warm between uses and shared by all who use it at once. */
final class WarmConnection {
    private static final Logger LOG = LoggerFactory.getLogger(WarmConnection.class);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final long LOOK_AROUND_MILLISECONDS = 100;

    private final Patience patience;
    /** Held while signing in, so that several users at once sign in once. */
    private final ReentrantLock opening = new ReentrantLock();

    private final Set<Open> all = new HashSet<>();
    private @Nullable Open warm;
    private boolean closed;

    WarmConnection(Patience patience) {
        this.patience = patience;
    }

    /** Takes the warm connection if it fits and still answers, else a new one; to be given back. */
    Lease take(ServerProfile profile, Opener opener, TaskContext context)
            throws SshException, OperationFailedException {
        lockUnlessCancelled(context);
        try {
            Open current = current(profile);
            if (current != null && (!hasRested(current) || answers(current, context))) {
                return new Lease(current, true);
            }
            if (current != null) {
                LOG.info("the warm connection to {} is dead, signing in again", profile.name());
                giveBack(current, true);
            }
            return new Lease(opened(profile, opener.open(), context), false);
        } finally {
            opening.unlock();
        }
    }

    /** Gives a connection back; a broken one is used no more. */
    void giveBack(Lease lease, boolean broken) {
        giveBack(lease.open, broken);
    }

    /** Lets the present connection go when its last user is done with it. */
    synchronized void drop() {
        Open current = warm;
        warm = null;
        if (current != null && current.users == 0) {
            end(current);
        }
    }

    /** Closes every connection at once, whoever uses it. */
    synchronized void close() {
        closed = true;
        warm = null;
        List.copyOf(all).forEach(this::end);
    }

    private synchronized @Nullable Open current(ServerProfile profile) {
        Open current = warm;
        if (current != null && !current.profile.equals(profile.withInstances(List.of()))) {
            drop();
            return null;
        }
        if (current != null) {
            current.users++;
            current.uses++;
        }
        return current;
    }

    private synchronized Open opened(ServerProfile profile, RemoteHost host, TaskContext context) throws SshException {
        if (closed || context.cancellation().isCancelled()) {
            host.close();
            throw new SshException.Cancelled("no connection is wanted any more");
        }
        Open opened = new Open(profile.withInstances(List.of()), host);
        all.add(opened);
        warm = opened;
        return opened;
    }

    private synchronized void giveBack(Open open, boolean broken) {
        open.users--;
        open.restedSince = System.nanoTime();
        if (broken && warm == open) {
            warm = null;
        }
        if (open.users > 0) {
            return;
        }
        if (warm != open) {
            end(open);
            return;
        }
        int uses = open.uses;
        patience.later().run(patience.idle(), () -> endIfUnused(open, uses));
    }

    private synchronized void endIfUnused(Open open, int uses) {
        if (open.users == 0 && open.uses == uses) {
            if (warm == open) {
                warm = null;
            }
            end(open);
        }
    }

    private void end(Open open) {
        if (all.remove(open)) {
            open.host.close();
        }
    }

    /** Whether nobody else uses it, and nobody did for a while, in which the other end can have gone. */
    private synchronized boolean hasRested(Open open) {
        return open.users == 1
                && System.nanoTime() - open.restedSince >= patience.unasked().toNanos();
    }

    private boolean answers(Open open, TaskContext context) throws SshException {
        try {
            return open.host
                    .run(RemoteCommand.of("true").within(ANSWER_LIMIT), context)
                    .succeeded();
        } catch (SshException.Cancelled e) {
            giveBack(open, false);
            throw e;
        } catch (SshException e) {
            LOG.debug("no answer", e);
            return false;
        }
    }

    private void lockUnlessCancelled(TaskContext context) throws SshException, OperationFailedException {
        try {
            do {
                context.cancellation().throwIfCancelled();
            } while (!opening.tryLock(LOOK_AROUND_MILLISECONDS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SshException.Cancelled("interrupted while another use signs in");
        }
    }

    /** Signs in. */
    @FunctionalInterface
    interface Opener {
        /** Signs in. */
        RemoteHost open() throws SshException;
    }

    /**
     * How long what is waited for.
     *
     * @param idle after which an unused connection is closed
     * @param unasked most rest after which a connection is used without asking whether it still answers
     * @param later does something after a while, on another thread
     */
    record Patience(Duration idle, Duration unasked, Later later) {}

    /** Does something after a while. */
    @FunctionalInterface
    interface Later {
        /** Does it on another thread. */
        void run(Duration after, Runnable action);
    }

    /** A connection in use. */
    static final class Lease {
        private final Open open;
        private final boolean reused;

        private Lease(Open open, boolean reused) {
            this.open = open;
            this.reused = reused;
        }

        /** The host. */
        RemoteHost host() {
            return open.host;
        }

        /** Whether it was open already. */
        boolean reused() {
            return reused;
        }
    }

    /** An open connection; its fields are guarded by the object around it. */
    private static final class Open {
        private final ServerProfile profile;
        private final RemoteHost host;
        private int users = 1;
        private int uses = 1;
        private long restedSince = System.nanoTime();

        Open(ServerProfile profile, RemoteHost host) {
            this.profile = profile;
            this.host = host;
        }
    }
}
