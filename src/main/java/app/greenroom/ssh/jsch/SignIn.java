package app.greenroom.ssh.jsch;

import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.ssh.CredentialSource;
import app.greenroom.ssh.SshException;
import app.greenroom.ssh.SshException.CredentialsUnfit;
import app.greenroom.ssh.SshException.CredentialsUnfit.Why;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * One way of signing in. Secrets are asked for when the host wants them, which is after its key was judged; a password
 * is offered once, since a second try could lock an account.
 */
final class SignIn implements UserInfo, UIKeyboardInteractive, IdentityRepository {
    private static final int LONGEST_KEY = 1 << 20;

    private final SshAuthentication authentication;
    private final CredentialSource credentials;
    private final AgentIdentities agent;
    private volatile @Nullable SshException problem;
    private @Nullable Identity opened;
    private @Nullable Secret password;
    private boolean offered;

    SignIn(SshAuthentication authentication, CredentialSource credentials, AgentIdentities agent) {
        this.authentication = authentication;
        this.credentials = credentials;
        this.agent = agent;
    }

    /** Names of the methods of RFC 4252 to try, in order. */
    String methods() {
        return authentication instanceof SshAuthentication.Password ? "password,keyboard-interactive" : "publickey";
    }

    /** What was not fit on this computer, if that is why a sign-in failed. */
    Optional<SshException> problem() {
        return Optional.ofNullable(problem);
    }

    /** Begins again, for another connection of the same kind; asks nobody anew. */
    synchronized void again() {
        offered = false;
        problem = null;
    }

    @Override
    public synchronized Vector<Identity> getIdentities() {
        Vector<Identity> found = new Vector<>();
        try {
            switch (authentication) {
                case SshAuthentication.Agent _ -> found.addAll(agent.list());
                case SshAuthentication.KeyFile(String path) -> found.add(key(path));
                case SshAuthentication.Password _ -> {}
            }
        } catch (SshException e) {
            problem = e;
        }
        return found;
    }

    private Identity key(String path) throws SshException {
        Identity known = opened;
        if (known != null) {
            return known;
        }
        Identity identity = read(path);
        if (identity.isEncrypted()) {
            Secret passphrase = credentials
                    .signIn()
                    .orElseThrow(() -> new CredentialsUnfit(Why.PASSPHRASE_MISSING, "passphrase of " + path, null));
            byte[] bytes = utf8(passphrase);
            try {
                if (!identity.setPassphrase(bytes)) {
                    throw new CredentialsUnfit(Why.PASSPHRASE_WRONG, "passphrase of " + path, null);
                }
            } catch (JSchException e) {
                throw new CredentialsUnfit(Why.PASSPHRASE_WRONG, "passphrase of " + path, e);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        }
        opened = identity;
        return identity;
    }

    private static Identity read(String path) throws SshException {
        try {
            Path file = Path.of(path);
            if (Files.size(file) > LONGEST_KEY) {
                throw new CredentialsUnfit(Why.KEY_FILE, path + " is too long for a key", null);
            }
            JSch keys = new JSch();
            keys.addIdentity(path, Files.readAllBytes(file), null, null);
            return keys.getIdentityRepository().getIdentities().firstElement();
        } catch (IOException | InvalidPathException e) {
            throw new CredentialsUnfit(Why.KEY_FILE, "cannot read " + path, e);
        } catch (JSchException e) {
            throw new CredentialsUnfit(Why.KEY_FILE, path + " is no private key", e);
        }
    }

    @Override
    public synchronized boolean promptPassword(String message) {
        return !offered && authentication instanceof SshAuthentication.Password;
    }

    @Override
    public synchronized @Nullable String getPassword() {
        offered = true;
        try {
            Secret secret = password;
            if (secret == null) {
                secret = credentials
                        .signIn()
                        .orElseThrow(() -> new CredentialsUnfit(Why.PASSWORD_MISSING, "password", null));
                password = secret;
            }
            return new String(secret.characters());
        } catch (SshException e) {
            problem = e;
            return null;
        }
    }

    /**
     * Answers one hidden question with the password, and none else.
     *
     * @throws Unanswerable for anything else: the library would send empty answers, which count as a try
     */
    @Override
    public synchronized String[] promptKeyboardInteractive(
            String destination, String name, String instruction, String[] prompts, boolean[] echo) {
        if (prompts.length == 0) {
            return new String[0];
        }
        String password = prompts.length == 1 && !echo[0] && promptPassword("") ? getPassword() : null;
        if (password == null) {
            throw new Unanswerable(prompts.length);
        }
        return new String[] {password};
    }

    @Override
    public boolean promptPassphrase(String message) {
        return false;
    }

    @Override
    public @Nullable String getPassphrase() {
        return null;
    }

    @Override
    public boolean promptYesNo(String message) {
        return false;
    }

    /** A host's greeting is no matter of ours. */
    @Override
    public void showMessage(String message) {}

    @Override
    public String getName() {
        return "greenroom";
    }

    @Override
    public int getStatus() {
        return RUNNING;
    }

    @Override
    public boolean add(byte[] identity) {
        return false;
    }

    @Override
    public boolean remove(byte[] blob) {
        return false;
    }

    @Override
    public void removeAll() {}

    /** The host asks what nobody here can answer. */
    private static final class Unanswerable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unanswerable(int questions) {
            super("the host asks " + questions + " question(s) without an answer");
        }
    }

    /** The secret as UTF-8, to be cleared after use. */
    static byte[] utf8(Secret secret) {
        char[] characters = secret.characters();
        ByteBuffer encoded = ByteBuffer.allocate(4 * characters.length);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(characters), encoded, true);
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
        Arrays.fill(encoded.array(), (byte) 0);
        Arrays.fill(characters, '\0');
        return bytes;
    }
}
