package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.CredentialSource;
import app.greenroom.ssh.HostTraits.Elevation;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.ssh.SshException.ElevationRefused;
import app.greenroom.ssh.SshException.SignInRefused;
import app.greenroom.ssh.jsch.JschRemoteHosts;
import app.greenroom.support.Eventually;
import app.greenroom.support.GivenSecrets;
import app.greenroom.support.MemoryHostKeys;
import app.greenroom.support.Programs;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in and becoming root on a real Debian, with its own PAM and sudo. */
class SignInOnServerIT {
    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.EMPTY);

    private static final String PASSWORD = "geheim wört";
    private static final RemoteCommand WHO = RemoteCommand.of(
                    "sh", "-c", "echo $(id -un) $HOME $USER $LOGNAME $(pwd) $(id -Gn); cat")
            .input("payload");

    private static final MemoryHostKeys trusted = new MemoryHostKeys();
    private static final JschRemoteHosts hosts = new JschRemoteHosts(trusted);

    @BeforeAll
    static void makeUsers() throws SshException {
        server.run("""
            for user in plain sudoer free deploy; do
              useradd -m -s /bin/bash $user
              mkdir /home/$user/.ssh
              cp /root/.ssh/authorized_keys /home/$user/.ssh/
              chown -R $user:$user /home/$user/.ssh
            done
            printf 'sudoer:%s\\n' 'PASSWORD' | chpasswd
            echo 'sudoer ALL=(ALL:ALL) ALL' > /etc/sudoers.d/sudoer
            echo 'free ALL=(ALL:ALL) NOPASSWD: ALL' > /etc/sudoers.d/free
            echo 'Defaults lecture=always' > /etc/sudoers.d/lecture
            """.replace("PASSWORD", PASSWORD));
        trusted.trust(server.host(), 22, hosts.offeredKey(server.host(), 22, TaskContext.quiet()));
    }

    @ParameterizedTest
    @CsvSource({"root, ROOT", "sudoer, SUDO_PASSWORD", "free, SUDO"})
    void becomesRootAndOthers(String user, Elevation elevation) throws SshException {
        try (RemoteHost host = open(user, key(), new GivenSecrets(null, PASSWORD))) {
            assertThat(host.traits().elevation()).isEqualTo(elevation);
            assertThat(host.traits().python()).isEqualTo("/usr/bin/python3");
            String home = user.equals("root") ? "/root" : "/home/" + user;
            assertThat(run(host, WHO)).isEqualTo(String.join(" ", user, home, user, user, home, user) + "\npayload");
            assertThat(run(host, WHO.asRoot())).isEqualTo("root /root root root /root root\npayload");
            assertThat(run(host, WHO.asUser("deploy")))
                    .isEqualTo("deploy /home/deploy deploy deploy /home/deploy deploy\npayload");
            assertThat(run(host, WHO.asUser(user))).startsWith(user + " " + home);
            assertThat(host.run(RemoteCommand.of("sh", "-c", "kill -SEGV $$").asRoot(), TaskContext.quiet())
                            .outcome())
                    .isEqualTo(new Outcome.Signalled("SEGV"));
        }
    }

    @Test
    void looksOnlyWithoutElevation() throws SshException {
        try (RemoteHost host = open("plain", key(), GivenSecrets.none())) {
            assertThat(host.traits().elevation()).isEqualTo(Elevation.NONE);
            assertThat(run(host, WHO)).startsWith("plain /home/plain");
            refused(host, ElevationRefused.Why.PASSWORD_MISSING);
        }
    }

    @Test
    void triesAWrongPasswordForSudoOnce() throws SshException {
        String before = wrongPasswords();
        try (RemoteHost host = open("sudoer", key(), new GivenSecrets(null, "wrong"))) {
            refused(host, ElevationRefused.Why.PASSWORD_WRONG);
            refused(host, ElevationRefused.Why.PASSWORD_WRONG);
        }
        assertThat(Integer.parseInt(wrongPasswords())).isEqualTo(Integer.parseInt(before) + 1);
    }

    @Test
    void signsInWithTheAccountsPassword() throws SshException {
        SshAuthentication password = new SshAuthentication.Password();
        try (RemoteHost host = open("sudoer", password, new GivenSecrets(PASSWORD, PASSWORD))) {
            assertThat(run(host, WHO.asRoot())).startsWith("root");
        }
        assertThatExceptionOfType(SignInRefused.class)
                .isThrownBy(() -> open("sudoer", password, new GivenSecrets("wrong", null)));
    }

    @ParameterizedTest
    @CsvSource({"root", "sudoer", "free"})
    void leavesNoProcessOfRootWhenAStalledInputIsCancelled(String user) throws SshException {
        String sleep = "sleep 7700." + user.length();
        try (RemoteHost host = open(user, key(), new GivenSecrets(null, PASSWORD))) {
            CancellationToken token = new CancellationToken();
            CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try {
                    CommandResult end = host.feed(
                            RemoteCommand.of("sh", "-c", "trap '' TERM; " + sleep + "; true")
                                    .asRoot()
                                    .within(Duration.ofHours(1)),
                            new Endless(),
                            new TaskContext(token, progress -> {}));
                    cancelled.completeExceptionally(new AssertionError(end));
                } catch (SshException.Cancelled e) {
                    cancelled.complete(true);
                } catch (SshException | IOException e) {
                    cancelled.completeExceptionally(e);
                }
            });
            Eventually.holds("it runs", () -> runs(sleep));
            token.cancel();
            assertThat(cancelled).succeedsWithin(Duration.ofSeconds(20));
            Eventually.holds("nothing is left", () -> !runs(sleep));
        }
    }

    @Test
    void noticesALinkThatDiesWithoutAWord() throws SshException {
        String sleep = "sleep 7701";
        try (RemoteHost host = open("root", key(), GivenSecrets.none())) {
            CompletableFuture<CommandResult> running = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try {
                    running.complete(host.run(
                            RemoteCommand.of("sh", "-c", sleep + "; true").within(Duration.ofHours(1)),
                            TaskContext.quiet()));
                } catch (SshException e) {
                    running.completeExceptionally(e);
                }
            });
            Eventually.holds("it runs", () -> runs(sleep));
            String[] words = server.host().split("\\.", -1);
            String device = "ve-gr-" + words[2];
            Programs.run("ip", "link", "set", device, "down");
            try {
                assertThat(running).succeedsWithin(Duration.ofSeconds(90));
                assertThat(running.join().outcome()).isEqualTo(new Outcome.Lost());
            } finally {
                Programs.run("ip", "link", "set", device, "up");
            }
            Eventually.holds("nothing is left once packets pass again", () -> !runs(sleep));
            assertThatExceptionOfType(SshException.ConnectionLost.class)
                    .isThrownBy(() -> host.run(WHO, TaskContext.quiet()));
        }
    }

    private static boolean runs(String commandLine) {
        return !server.run("pgrep -fx '" + commandLine + "' || true").isBlank();
    }

    private static String wrongPasswords() {
        return server.run("journalctl -q --no-pager -t sudo | grep -c 'incorrect password' || true")
                .strip();
    }

    private static void refused(RemoteHost host, ElevationRefused.Why why) {
        assertThatExceptionOfType(ElevationRefused.class)
                .isThrownBy(() -> host.run(WHO.asRoot(), TaskContext.quiet()))
                .satisfies(failure -> assertThat(failure.why()).isEqualTo(why));
    }

    private static String run(RemoteHost host, RemoteCommand command) throws SshException {
        return host.run(command, TaskContext.quiet()).requireSuccess().stdout();
    }

    private static SshAuthentication key() {
        return new SshAuthentication.KeyFile(server.key().toString());
    }

    private static RemoteHost open(String user, SshAuthentication how, CredentialSource secrets) throws SshException {
        ServerProfile profile = new ServerProfile("lab", server.host(), 22, user, how, false, false, List.of());
        return hosts.open(profile, secrets, TaskContext.quiet());
    }

    /** More than anybody takes. */
    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 'x';
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return length;
        }
    }
}
