package app.greenroom.practice;

import app.greenroom.domain.server.HostKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/** An SSH server on loopback, on a free port, for one user with one key; both key pairs are made at its start. */
final class SshEndpoint implements AutoCloseable {
    private static final String CURVE = "secp256r1";

    private final SshServer server;
    private final HostKey hostKey;

    private SshEndpoint(SshServer server, HostKey hostKey) {
        this.server = server;
        this.hostKey = hostKey;
    }

    /**
     * Starts it.
     *
     * @param user the only one who can sign in
     * @param keyFile where the private key for that is written, readable by its owner only
     * @param environment the whole environment of every command
     * @param home where commands start
     */
    static SshEndpoint start(String user, Path keyFile, Map<String, String> environment, Path home) throws IOException {
        KeyPair host = pair();
        KeyPair client = pair();
        write(keyFile, client);
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setUserAuthFactories(List.<UserAuthFactory>of(UserAuthPublicKeyFactory.INSTANCE));
        server.setPublickeyAuthenticator(
                (name, key, session) -> name.equals(user) && KeyUtils.compareKeys(key, client.getPublic()));
        server.setCommandFactory((channel, line) -> new ShellCommand(line, environment, home));
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        tune(server);
        server.start();
        String[] parts = PublicKeyEntry.toString(host.getPublic()).split(" ", -1);
        return new SshEndpoint(server, new HostKey(parts[0], parts[1]));
    }

    /** A client may be slow or silent for as long as it likes: it is this very program. */
    private static void tune(SshServer server) {
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(server, Duration.ofDays(1));
        CoreModuleProperties.STOP_WAIT_TIME.set(server, Duration.ofSeconds(5));
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "greenroom-practice");
    }

    int port() {
        return server.getPort();
    }

    HostKey hostKey() {
        return hostKey;
    }

    /** Closes the port and every connection. */
    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has elliptic curves", impossible);
        }
    }

    private static void write(Path file, KeyPair pair) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "greenroom practice", null, out);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a key just made can be written", impossible);
        }
    }
}
