package app.greenroom.practice;

import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;

/** A plain SSH client of another make than the program's own. */
final class Client implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final SshClient client;
    private final ClientSession session;

    private Client(SshClient client, ClientSession session) {
        this.client = client;
        this.session = session;
    }

    /** Signs in with the key of the profile; only a server with that host key is believed. */
    static Client signIn(ServerProfile profile, HostKey expected) throws IOException {
        Path file = Path.of(((SshAuthentication.KeyFile) profile.authentication()).path());
        KeyPair key = new FileKeyPairProvider(file).loadKeys(null).iterator().next();
        return signIn(profile, expected, profile.user(), key);
    }

    static Client signIn(ServerProfile profile, HostKey expected, String user, KeyPair key) throws IOException {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((session, address, offered) ->
                PublicKeyEntry.toString(offered).startsWith(expected.type() + " " + expected.base64()));
        client.start();
        try {
            ClientSession session = client.connect(user, profile.host(), profile.port())
                    .verify(LIMIT)
                    .getSession();
            session.addPublicKeyIdentity(key);
            session.auth().verify(LIMIT);
            return new Client(client, session);
        } catch (IOException e) {
            client.stop();
            throw e;
        }
    }

    /** Runs a command with text as its input. */
    Said run(String command, String input) throws IOException {
        return run(command, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }

    Said run(String command, InputStream input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ChannelExec channel = session.createExecChannel(command)) {
            channel.setIn(input);
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(LIMIT);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LIMIT);
            Integer status = channel.getExitStatus();
            return new Said(
                    status == null ? -1 : status,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        }
    }

    /** Opens a channel with a command and leaves it open. */
    ChannelExec open(String command) throws IOException {
        ChannelExec channel = session.createExecChannel(command);
        channel.open().verify(LIMIT);
        return channel;
    }

    @Override
    public void close() {
        client.stop();
    }

    /** What a command said and how it ended; -1 for a command without a status. */
    record Said(int status, String out, String err) {}
}
