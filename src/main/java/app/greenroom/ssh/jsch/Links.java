package app.greenroom.ssh.jsch;

import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.TrustedHostKeys;
import app.greenroom.ssh.SshException;
import app.greenroom.task.CancellationToken;
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
    private final Link talk;
    private final Object dialling = new Object();
    private volatile @Nullable Link bulk;
    private volatile boolean closed;

    private Links(Dialler dialler, TrustedHostKeys trusted, ServerProfile profile, SignIn signIn, Link talk) {
        this.dialler = dialler;
        this.trusted = trusted;
        this.profile = profile;
        this.signIn = signIn;
        this.talk = talk;
    }

    /** Signs in. */
    static Links open(
            Dialler dialler,
            TrustedHostKeys trusted,
            ServerProfile profile,
            SignIn signIn,
            CancellationToken cancellation)
            throws SshException {
        return new Links(dialler, trusted, profile, signIn, dial(dialler, trusted, profile, signIn, cancellation));
    }

    /** The connection for talking; once lost, it is never opened again. */
    Link talk() throws SshException {
        return living(talk);
    }

    /** The connection for bulk data; opened at the first call, and again if it was lost while the other one lives. */
    Link bulk(CancellationToken cancellation) throws SshException {
        living(talk);
        synchronized (dialling) {
            Link link = bulk;
            if (link != null && link.alive()) {
                return link;
            }
            if (link != null) {
                link.close();
            }
            link = dial(dialler, trusted, profile, signIn, cancellation);
            bulk = link;
            if (closed) {
                link.close();
            }
            return living(link);
        }
    }

    @Override
    public void close() {
        closed = true;
        talk.close();
        Link link = bulk;
        if (link != null) {
            link.close();
        }
    }

    private static Link dial(
            Dialler dialler,
            TrustedHostKeys trusted,
            ServerProfile profile,
            SignIn signIn,
            CancellationToken cancellation)
            throws SshException {
        signIn.again();
        return dialler.dial(
                profile.host(),
                profile.port(),
                profile.user(),
                HostKeyVerifier.trusting(trusted, profile.host(), profile.port()),
                signIn,
                cancellation);
    }

    private static Link living(Link link) throws SshException {
        if (!link.alive()) {
            throw new SshException.ConnectionLost("the connection is gone");
        }
        return link;
    }
}
