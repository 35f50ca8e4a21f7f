package app.greenroom.cli.session;

import app.greenroom.domain.server.HostKey;
import app.greenroom.operation.Servers.OfferedKey;

/** Shows the key of a host that was never met, says how to compare it, and asks. */
public final class HostKeyQuestion {
    private final Session session;

    public HostKeyQuestion(Session session) {
        this.session = session;
    }

    /** Whether the person trusts the key. Asks only where the host is unknown. */
    public boolean consents(String host, int port, OfferedKey offered) {
        Words words = session.words();
        session.output().note(words.get("cli.host-key.first", host, String.valueOf(port)));
        show(offered.key());
        if (offered.knownToOpenSsh()) {
            session.output().note(words.get("cli.host-key.known"));
        }
        session.output().note(words.get("cli.host-key.compare"));
        session.output().rawNote("    " + command(offered.key()));
        return session.asking().agrees(words.get("cli.host-key.question"));
    }

    /** Prints a key as ssh-keygen names it. */
    public void show(HostKey key) {
        session.output().rawNote("    " + key.type() + " " + key.fingerprint());
    }

    /** What somebody types on the server to see the fingerprint of its key. */
    static String command(HostKey key) {
        String kind = key.type().startsWith("ecdsa")
                ? "ecdsa"
                : key.type().replaceFirst("^ssh-", "").replaceFirst("^rsa-.*", "rsa");
        return "ssh-keygen -lf /etc/ssh/ssh_host_" + kind + "_key.pub";
    }
}
