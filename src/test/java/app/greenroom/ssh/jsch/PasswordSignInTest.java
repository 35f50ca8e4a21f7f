package app.greenroom.ssh.jsch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.ssh.CredentialSource;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.ssh.SshException.CredentialsUnfit;
import app.greenroom.ssh.SshException.SignInRefused;
import app.greenroom.support.GivenSecrets;
import app.greenroom.support.MemoryHostKeys;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.PromptEntry;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.shell.ProcessShellFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in with a password, on an embedded server: a real sshd takes passwords of real accounts only. */
class PasswordSignInTest {
    private static final String PASSWORD = "pässwörd with spaces";

    @TempDir
    private Path folder;

    private final AtomicInteger tries = new AtomicInteger();
    private final MemoryHostKeys trusted = new MemoryHostKeys();
    private SshServer server;

    @BeforeEach
    void start() throws Exception {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider(folder.resolve("host"));
        keys.setAlgorithm(KeyUtils.EC_ALGORITHM);
        keys.setKeySize(256);
        server.setKeyPairProvider(keys);
        server.setPasswordAuthenticator((user, password, session) -> right(password));
        server.setKeyboardInteractiveAuthenticator(asking("Password: "));
        server.setCommandFactory(
                (channel, line) -> new ProcessShellFactory(line, List.of("/bin/sh", "-c", line)).createShell(channel));
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(true);
    }

    @Test
    void signsInWithAPassword() throws Exception {
        GivenSecrets secrets = new GivenSecrets(PASSWORD, null);
        listen(UserAuthPasswordFactory.INSTANCE);
        try (RemoteHost host = open(secrets)) {
            assertThat(host.run(RemoteCommand.of("sh", "-c", "exit 4"), TaskContext.quiet())
                            .outcome())
                    .isEqualTo(new Outcome.Exited(4));
            assertThat(host.stream(RemoteCommand.of("true"), (buffer, offset, length) -> {}, TaskContext.quiet())
                            .outcome())
                    .as("over a connection of its own")
                    .isEqualTo(new Outcome.Exited(0));
        }
        assertThat(tries).hasValue(2);
        assertThat(secrets.signInAsked()).isEqualTo(1);
    }

    @Test
    void signsInThroughKeyboardInteractive() throws Exception {
        listen(UserAuthKeyboardInteractiveFactory.INSTANCE);
        try (RemoteHost host = open(new GivenSecrets(PASSWORD, null))) {
            assertThat(host.traits().user()).isNotEmpty();
        }
        assertThat(tries).hasValue(1);
    }

    @Test
    void answersAQuestionWhateverItsWording() throws Exception {
        server.setKeyboardInteractiveAuthenticator(asking("Mot de passe\u00a0?"));
        listen(UserAuthKeyboardInteractiveFactory.INSTANCE);
        try (RemoteHost host = open(new GivenSecrets(PASSWORD, null))) {
            assertThat(host.traits().user()).isNotEmpty();
        }
    }

    @Test
    void offersAWrongPasswordOnceOnly() {
        listen(UserAuthPasswordFactory.INSTANCE, UserAuthKeyboardInteractiveFactory.INSTANCE);
        assertThatExceptionOfType(SignInRefused.class).isThrownBy(() -> open(new GivenSecrets("wrong", null)));
        assertThat(tries).hasValue(1);
    }

    @Test
    void doesNotAnswerMoreThanOneQuestion() {
        server.setKeyboardInteractiveAuthenticator(asking("Password: ", "Token: "));
        listen(UserAuthKeyboardInteractiveFactory.INSTANCE);
        GivenSecrets secrets = new GivenSecrets(PASSWORD, null);
        assertThatExceptionOfType(SignInRefused.class).isThrownBy(() -> open(secrets));
        assertThat(secrets.signInAsked()).isZero();
    }

    @Test
    void tellsThatThePasswordIsMissing() {
        listen(UserAuthPasswordFactory.INSTANCE, UserAuthKeyboardInteractiveFactory.INSTANCE);
        assertThatExceptionOfType(CredentialsUnfit.class)
                .isThrownBy(() -> open(GivenSecrets.none()))
                .satisfies(failure -> assertThat(failure.why()).isEqualTo(CredentialsUnfit.Why.PASSWORD_MISSING));
        assertThat(tries).hasValue(0);
    }

    @Test
    void passesOnThatTheSecretsAreLocked() {
        listen(UserAuthPasswordFactory.INSTANCE);
        SshException locked = new CredentialsUnfit(CredentialsUnfit.Why.LOCKED, "locked", null);
        assertThatExceptionOfType(CredentialsUnfit.class)
                .isThrownBy(() -> open(new CredentialSource() {
                    @Override
                    public Optional<Secret> signIn() throws SshException {
                        throw locked;
                    }

                    @Override
                    public Optional<Secret> sudo() {
                        return Optional.empty();
                    }
                }))
                .isSameAs(locked);
    }

    private boolean right(String password) {
        tries.incrementAndGet();
        return password.equals(PASSWORD);
    }

    private KeyboardInteractiveAuthenticator asking(String... prompts) {
        return new KeyboardInteractiveAuthenticator() {
            @Override
            public InteractiveChallenge generateChallenge(
                    ServerSession session, String user, String language, String methods) {
                InteractiveChallenge challenge = new InteractiveChallenge();
                challenge.setInteractionName("sign-in");
                challenge.setInteractionInstruction("");
                challenge.setLanguageTag(Locale.ENGLISH.getLanguage());
                for (String prompt : prompts) {
                    challenge.addPrompt(new PromptEntry(prompt, false));
                }
                return challenge;
            }

            @Override
            public boolean authenticate(ServerSession session, String user, List<String> answers) {
                return answers.size() == prompts.length && right(answers.getFirst());
            }
        };
    }

    private void listen(UserAuthFactory... methods) {
        try {
            server.setUserAuthFactories(new ArrayList<>(List.of(methods)));
            server.start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private RemoteHost open(CredentialSource secrets) throws SshException {
        JschRemoteHosts hosts = new JschRemoteHosts(
                trusted, new AgentIdentities("", false), new Dialler(Duration.ofSeconds(15), Duration.ofSeconds(30)));
        HostKey key = hosts.offeredKey("127.0.0.1", server.getPort(), TaskContext.quiet());
        trusted.trust("127.0.0.1", server.getPort(), key);
        ServerProfile profile = new ServerProfile(
                "test",
                "127.0.0.1",
                server.getPort(),
                System.getProperty("user.name"),
                new SshAuthentication.Password(),
                false,
                false,
                List.of());
        return hosts.open(profile, secrets, TaskContext.quiet());
    }
}
