package app.greenroom.operation.server;

import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.ssh.CredentialSource;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.RemoteHosts;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.util.ArrayList;
import java.util.List;

/** Opens fake hosts and remembers them. */
final class FakeHosts implements RemoteHosts {
    static final HostKey KEY =
            new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIFabmmL4xkXlqWDpyK6JvfTJPKyiJlDzgrPCBUnXp7A0");
    static final HostKey OTHER_KEY =
            new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIB8Kx1iWdYdFbFEUO8Rdgq3pmKbUSxyTSzOtMJkRSJ1C");

    /** Every host opened so far. */
    final List<FakeHost> opened = new ArrayList<>();

    /** The profile of each. */
    final List<ServerProfile> profiles = new ArrayList<>();

    HostKey offered = KEY;
    Opening opening = (profile, credentials, host) -> {};

    /** The host opened last. */
    FakeHost last() {
        return opened.getLast();
    }

    @Override
    public synchronized RemoteHost open(ServerProfile profile, CredentialSource credentials, TaskContext context)
            throws SshException {
        FakeHost host = new FakeHost();
        opening.open(profile, credentials, host);
        opened.add(host);
        profiles.add(profile);
        return host;
    }

    @Override
    public HostKey offeredKey(String host, int port, TaskContext context) throws SshException {
        if (host.equals("silent.example.org")) {
            throw new SshException.Unreachable(SshException.Unreachable.Why.SILENT, "no answer", null);
        }
        return offered;
    }

    /** Prepares a host, or refuses. */
    @FunctionalInterface
    interface Opening {
        /** Prepares it. */
        void open(ServerProfile profile, CredentialSource credentials, FakeHost host) throws SshException;
    }
}
