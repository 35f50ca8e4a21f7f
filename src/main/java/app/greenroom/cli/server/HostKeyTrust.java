package app.greenroom.cli.server;

import app.greenroom.cli.session.HostKeyQuestion;
import app.greenroom.cli.session.Session;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.operation.Servers;
import app.greenroom.operation.Servers.OfferedKey;
import app.greenroom.operation.Servers.Standing;
import java.util.Optional;

/** Sees to it that the key of a host is trusted before anything is sent to it. */
final class HostKeyTrust {
    private final Session session;
    private final Servers servers;
    private final String name;

    public HostKeyTrust(Session session, String name) throws OperationFailedException {
        this.session = session;
        this.servers = session.operations().servers();
        this.name = name;
    }

    /**
     * Asks the host for its key and trusts it if the given fingerprint, or else a person, says so.
     *
     * @param expected fingerprint as {@code SHA256:…}
     * @throws OperationFailedException with reason HOST_KEY_CHANGED if another key is stored, INPUT_INVALID if the
     *     fingerprint is another one or is missing and nobody can be asked, CANCELLED if the person does not consent
     */
    public OfferedKey require(String host, int port, Optional<String> expected) throws OperationFailedException {
        OfferedKey offered = servers.offeredKey(host, port, session.context());
        session.progress().clear();
        String fingerprint = offered.key().fingerprint();
        if (expected.isPresent() && !expected.get().equals(fingerprint)) {
            throw new OperationFailedException(
                    FailureReason.INPUT_INVALID,
                    "offered " + fingerprint,
                    session.words().get("cli.host-key.other", fingerprint, expected.get()));
        }
        if (offered.standing() == Standing.CHANGED) {
            throw changed(offered);
        }
        if (offered.standing() == Standing.UNKNOWN) {
            if (expected.isEmpty()) {
                ask(host, port, offered);
            }
            servers.trust(host, port, offered.key());
        }
        return offered;
    }

    private void ask(String host, int port, OfferedKey offered) throws OperationFailedException {
        if (!session.terminal().interactive()) {
            throw new OperationFailedException(
                    FailureReason.INPUT_INVALID,
                    "no terminal to ask",
                    session.words().get("cli.host-key.missing", offered.key().fingerprint()));
        }
        if (!new HostKeyQuestion(session).consents(host, port, offered)) {
            throw new OperationFailedException(FailureReason.CANCELLED, "the host key of " + name + " is not trusted");
        }
    }

    /** The failure for a host that shows another key than the stored one. */
    public static OperationFailedException changed(OfferedKey offered) {
        String stored =
                offered.stored().isEmpty() ? "" : offered.stored().getFirst().fingerprint();
        return new OperationFailedException(
                FailureReason.HOST_KEY_CHANGED,
                "offered " + offered.key().type() + " " + offered.key().fingerprint() + ", stored " + stored,
                offered.key().fingerprint(),
                stored);
    }
}
