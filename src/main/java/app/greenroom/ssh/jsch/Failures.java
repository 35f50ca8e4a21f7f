package app.greenroom.ssh.jsch;

import app.greenroom.ssh.SshException;
import app.greenroom.ssh.SshException.Unreachable;
import app.greenroom.ssh.SshException.Unreachable.Why;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tells why no connection came about. By how far it came and by the kinds of causes, never by the wording of the
 * library.
 */
final class Failures {
    private Failures() {}

    /** The failure to report. */
    static SshException of(
            JSchException failure, Session session, Wire wire, HostKeyVerifier verifier, @Nullable SignIn how) {
        String where = session.getHost() + ":" + session.getPort();
        String said = where + ": " + failure.getMessage();
        Optional<SshException> known = verifier.refusal().or(() -> how == null ? Optional.empty() : how.problem());
        if (known.isPresent()) {
            return known.get();
        }
        if (caused(failure, UnknownHostException.class)) {
            return new Unreachable(Why.NAME, said, failure);
        }
        if (!wire.greeted()) {
            return new Unreachable(beforeGreeting(failure, wire), said, failure);
        }
        if (!verifier.passed()) {
            return new Unreachable(late(failure) ? Why.SILENT : Why.NOT_SSH, said, failure);
        }
        if (late(failure) || caused(failure, IOException.class)) {
            return new SshException.ConnectionLost("while signing in to " + said, failure);
        }
        return new SshException.SignInRefused(
                session.getUserName() + " at " + said + (how == null ? "" : ", tried " + how.methods()), failure);
    }

    private static Why beforeGreeting(JSchException failure, Wire wire) {
        if (wire.heard()) {
            return Why.NOT_SSH;
        }
        // java.net says ConnectException for a refusal only: other errors of connect() have classes of their own
        if (caused(failure, ConnectException.class)) {
            return Why.REFUSED;
        }
        return late(failure) || caused(failure, IOException.class) ? Why.SILENT : Why.NOT_SSH;
    }

    private static boolean late(JSchException failure) {
        return caused(failure, TimeoutException.class) || caused(failure, java.net.SocketTimeoutException.class);
    }

    private static boolean caused(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
