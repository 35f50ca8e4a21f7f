package app.greenroom.ssh.jsch;

import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.TrustedHostKeys;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import org.jspecify.annotations.Nullable;

/**
 * The at most two connections to one host: one for talking, one for bulk data. A slow taker of bulk data stalls its
 * whole connection, hence the second. Input goes over the first: it stalls nobody there.
 */
final class Links implements AutoCloseable {
    private final Dialler dialler;
    private final TrustedHostKeys trusted;
    private final ServerProfile profile;
    private final SignIn signIn;
    private @Nullable Link talk;
    private @Nullable Link bulk;
    private boolean closed;

    Links(Dialler dialler, TrustedHostKeys trusted, ServerProfile profile, SignIn signIn) {
        this.dialler = dialler;
        this.trusted = trusted;
        this.profile = profile;
        this.signIn = signIn;
    }

    /** The connection for talking; opened at the first call and, once lost, never again. */
    synchronized Link talk(TaskContext context) throws SshException {
        Link link = talk;
        if (link == null) {
            link = dial(context);
            talk = link;
        }
        return living(link);
    }

    /** The connection for bulk data; opened at the first call, and again if it was lost while the other one lives. */
    synchronized Link bulk(TaskContext context) throws SshException {
        Link before = talk(context);
        Link link = bulk;
        if (link == null || !link.alive()) {
            if (link != null) {
                link.close();
            }
            link = dial(context);
            bulk = link;
        }
        living(before);
        return link;
    }

    @Override
    public synchronized void close() {
        closed = true;
        Link one = talk;
        Link other = bulk;
        if (one != null) {
            one.close();
        }
        if (other != null) {
            other.close();
        }
    }

    private Link dial(TaskContext context) throws SshException {
        if (closed) {
            throw new SshException.ConnectionLost("closed");
        }
        signIn.again();
        return dialler.dial(
                profile.host(),
                profile.port(),
                profile.user(),
                HostKeyVerifier.trusting(trusted, profile.host(), profile.port()),
                signIn,
                context.cancellation());
    }

    private static Link living(Link link) throws SshException {
        if (!link.alive()) {
            throw new SshException.ConnectionLost("the connection is gone");
        }
        return link;
    }
}
