package app.greenroom.ssh;

import app.greenroom.domain.server.HostKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Talking to a host failed. The kinds tell causes apart; the message is technical and never a secret. */
public abstract sealed class SshException extends Exception {
    private static final long serialVersionUID = 1L;

    private SshException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The host could not be reached. */
    public static final class Unreachable extends SshException {
        private static final long serialVersionUID = 1L;
        private final Why why;

        /** With the way in which it could not be reached. */
        public Unreachable(Why why, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.why = why;
        }

        /** In which way. */
        public Why why() {
            return why;
        }

        /** Ways in which a host cannot be reached. */
        public enum Why {
            /** The name does not resolve. */
            NAME,
            /** Nothing answers. */
            SILENT,
            /** The port is closed. */
            REFUSED,
            /** What answers is no SSH server. */
            NOT_SSH
        }
    }

    /** No key is stored for the host. */
    public static final class HostKeyUnknown extends SshException {
        private static final long serialVersionUID = 1L;
        private final transient HostKey offered;

        /** With the offered key. */
        public HostKeyUnknown(HostKey offered) {
            super("unknown host key " + offered.type() + " " + offered.fingerprint(), null);
            this.offered = offered;
        }

        /** The offered key. */
        public HostKey offered() {
            return offered;
        }
    }

    /** Another key is stored for the host. */
    public static final class HostKeyChanged extends SshException {
        private static final long serialVersionUID = 1L;
        private final transient HostKey offered;
        private final transient List<HostKey> stored;

        /** With both. */
        public HostKeyChanged(HostKey offered, List<HostKey> stored) {
            super("host key changed, offered " + offered.type() + " " + offered.fingerprint(), null);
            this.offered = offered;
            this.stored = List.copyOf(stored);
        }

        /** The offered key. */
        public HostKey offered() {
            return offered;
        }

        /** The stored ones. */
        public List<HostKey> stored() {
            return stored;
        }
    }

    /** The host refused the sign-in. */
    public static final class SignInRefused extends SshException {
        private static final long serialVersionUID = 1L;

        /** With what was tried. */
        public SignInRefused(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** What signing in needs on this computer is not fit. */
    public static final class CredentialsUnfit extends SshException {
        private static final long serialVersionUID = 1L;
        private final Why why;

        /** With the way in which it is unfit. */
        public CredentialsUnfit(Why why, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.why = why;
        }

        /** In which way. */
        public Why why() {
            return why;
        }

        /** Ways in which credentials can be unfit. */
        public enum Why {
            /** The password is not stored and was not given. */
            PASSWORD_MISSING,
            /** The key wants a passphrase that was not given. */
            PASSPHRASE_MISSING,
            /** The passphrase does not open the key. */
            PASSPHRASE_WRONG,
            /** The key file is absent, unreadable or no private key. */
            KEY_FILE,
            /** No agent answers, or it has no keys. */
            AGENT,
            /** The secrets file is locked. */
            LOCKED
        }
    }

    /** A command should run as another user, which this sign-in cannot do. */
    public static final class ElevationRefused extends SshException {
        private static final long serialVersionUID = 1L;
        private final Why why;

        /** With the way in which it was refused. */
        public ElevationRefused(Why why, String message) {
            super(message, null);
            this.why = why;
        }

        /** In which way. */
        public Why why() {
            return why;
        }

        /** Ways in which elevation can fail. */
        public enum Why {
            /** There is neither root nor sudo. */
            NONE,
            /** sudo wants a password that was not given. */
            PASSWORD_MISSING,
            /** sudo refused the password. */
            PASSWORD_WRONG
        }
    }

    /** The connection broke. */
    public static final class ConnectionLost extends SshException {
        private static final long serialVersionUID = 1L;

        /** With what was going on. */
        public ConnectionLost(String message) {
            super(message, null);
        }

        /** With what was going on and the cause. */
        public ConnectionLost(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The login shell prints text of its own into the data. */
    public static final class ShellTalks extends SshException {
        private static final long serialVersionUID = 1L;

        /** With the beginning of what it prints. */
        public ShellTalks(String message) {
            super(message, null);
        }
    }

    /** The user cancelled. */
    public static final class Cancelled extends SshException {
        private static final long serialVersionUID = 1L;

        /** With what was going on. */
        public Cancelled(String message) {
            super(message, null);
        }
    }

    /** A command failed that had to succeed. */
    public static final class CommandFailed extends SshException {
        private static final long serialVersionUID = 1L;
        private final transient CommandResult result;

        /** With its result. */
        public CommandFailed(CommandResult result) {
            super(result.outcome() + " from: " + result.command(), null);
            this.result = result;
        }

        /** How it ended and what it said. */
        public CommandResult result() {
            return result;
        }
    }
}
