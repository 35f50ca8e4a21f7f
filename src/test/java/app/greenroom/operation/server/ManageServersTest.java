package app.greenroom.operation.server;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.operation.Servers.OfferedKey;
import app.greenroom.operation.Servers.SignInSecrets;
import app.greenroom.operation.Servers.Standing;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adding, changing, trusting and removing servers. */
class ManageServersTest {
    private static final SignInSecrets SECRETS =
            new SignInSecrets(Optional.of(Secret.of("word")), Optional.of(Secret.of("sudo word")));
    private static final ServerProfile A = Workbench.profile("a", new SshAuthentication.Password());

    @TempDir
    Path folder;

    private Workbench bench;

    @BeforeEach
    void prepare() {
        bench = new Workbench(folder);
    }

    @Test
    void anAddedServerIsSavedWithItsSecretsElsewhere() throws Exception {
        bench.servers.add(A, SECRETS);
        assertThat(bench.servers.list()).containsExactly(A);
        assertThat(bench.servers.require("a")).isEqualTo(A);
        assertThat(bench.secrets.kept)
                .containsOnlyKeys("server/a/sign-in", "server/a/sudo")
                .containsEntry("server/a/sudo", Secret.of("sudo word"));
        assertThat(folder.resolve("servers.json")).content().doesNotContain("word\"");
    }

    @Test
    void aSecondServerOfThatNameChangesNothing() throws Exception {
        bench.servers.add(A, SECRETS);
        OperationFailedException failure = failure(() ->
                bench.servers.add(A.withPort(99), new SignInSecrets(Optional.of(Secret.of("x")), Optional.empty())));
        assertThat(failure.reason()).isEqualTo(FailureReason.SERVER_EXISTS);
        assertThat(failure.arguments()).containsExactly("a");
        assertThat(bench.servers.list()).containsExactly(A);
        assertThat(bench.secrets.kept).containsEntry("server/a/sign-in", Secret.of("word"));
    }

    @Test
    void whereSecretsCannotBeStoredNoServerIsSaved() throws Exception {
        bench.secrets.locked = true;
        assertThat(failure(() -> bench.servers.add(A, SECRETS)).reason()).isEqualTo(FailureReason.SECRETS_LOCKED);
        assertThat(bench.servers.list()).isEmpty();
        bench.secrets.locked = false;
        bench.servers.add(A, SECRETS);
        assertThat(bench.servers.list()).containsExactly(A);
    }

    @Test
    void aServerWithoutSecretsDoesNotTouchTheStore() throws Exception {
        bench.secrets.locked = true;
        bench.servers.add(A, SignInSecrets.none());
        bench.servers.update(A.withPort(2222), SignInSecrets.none());
        assertThat(bench.servers.require("a").port()).isEqualTo(2222);
        assertThat(bench.secrets.asked).isZero();
    }

    @Test
    void secretsThatAreAskedForEveryTimeAreNeverStored() throws Exception {
        bench.servers.add(A, SECRETS);
        bench.servers.update(asked(A), SECRETS);
        assertThat(bench.secrets.kept).isEmpty();
        bench.servers.remove("a");
        bench.servers.add(asked(A), SECRETS);
        assertThat(bench.secrets.kept).isEmpty();
        bench.hosts.opening =
                (profile, credentials, host) -> assertThat(credentials.sudo()).contains(Secret.of("sudo word"));
        bench.connections.with("a", (profile, host) -> "", TaskContext.quiet());
        assertThat(bench.hosts.opened).hasSize(1);
    }

    @Test
    void absentSecretsLeaveStoredOnesAsTheyAre() throws Exception {
        bench.servers.add(A, SECRETS);
        bench.servers.update(A, new SignInSecrets(Optional.of(Secret.of("new")), Optional.empty()));
        assertThat(bench.secrets.kept)
                .containsEntry("server/a/sign-in", Secret.of("new"))
                .containsEntry("server/a/sudo", Secret.of("sudo word"));
    }

    @Test
    void whatIsNotSavedCannotBeChangedOrRemoved() {
        assertThat(failure(() -> bench.servers.update(A, SECRETS)).reason()).isEqualTo(FailureReason.SERVER_UNKNOWN);
        assertThat(failure(() -> bench.servers.remove("a")).reason()).isEqualTo(FailureReason.SERVER_UNKNOWN);
        assertThat(bench.secrets.kept).isEmpty();
    }

    @Test
    void removingTakesProfileSecretsAndTrustAndNothingElse() throws Exception {
        ServerProfile b = Workbench.profile("b", new SshAuthentication.Password());
        bench.servers.add(A, SECRETS);
        bench.servers.add(b, SECRETS);
        bench.servers.trust(A.host(), 22, FakeHosts.KEY);
        bench.servers.trust(b.host(), 22, FakeHosts.OTHER_KEY);
        bench.connections.with(
                "a", (profile, host) -> host.run(RemoteCommand.of("x"), TaskContext.quiet()), TaskContext.quiet());
        bench.servers.remove("a");
        assertThat(bench.servers.list()).containsExactly(b);
        assertThat(bench.secrets.kept).containsOnlyKeys("server/b/sign-in", "server/b/sudo");
        assertThat(bench.trust.keysOf(A.host(), 22)).isEmpty();
        assertThat(bench.trust.keysOf(b.host(), 22)).containsExactly(FakeHosts.OTHER_KEY);
        assertThat(bench.hosts.last().closed).isTrue();
        assertThat(bench.hosts.last().commands).containsExactly("x");
    }

    @Test
    void trustStaysWhileAnotherServerIsAtThatAddress() throws Exception {
        bench.servers.add(A, SignInSecrets.none());
        bench.servers.add(
                new ServerProfile("b", A.host(), 22, "root", new SshAuthentication.Agent(), false, false, List.of()),
                SignInSecrets.none());
        bench.servers.trust(A.host(), 22, FakeHosts.KEY);
        bench.servers.remove("a");
        assertThat(bench.trust.keysOf(A.host(), 22)).containsExactly(FakeHosts.KEY);
    }

    @Test
    void anOfferedKeyIsComparedWithWhatIsStored() throws Exception {
        assertThat(offered().standing()).isEqualTo(Standing.UNKNOWN);
        assertThat(offered().knownToOpenSsh()).isFalse();
        Files.writeString(
                folder.resolve("openssh_known_hosts"), "h ssh-ed25519 " + FakeHosts.KEY.base64() + " comment\n");
        assertThat(offered().knownToOpenSsh()).isTrue();
        bench.servers.trust("h", 22, FakeHosts.KEY);
        assertThat(offered().standing()).isEqualTo(Standing.TRUSTED);
        bench.hosts.offered = FakeHosts.OTHER_KEY;
        assertThat(offered().standing()).isEqualTo(Standing.CHANGED);
        assertThat(offered().stored()).containsExactly(FakeHosts.KEY);
    }

    @Test
    void aChangedKeyIsTrustedOnlyAfterTheOldOneIsForgotten() throws Exception {
        bench.servers.trust("h", 22, FakeHosts.KEY);
        OperationFailedException failure = failure(() -> bench.servers.trust("h", 22, FakeHosts.OTHER_KEY));
        assertThat(failure.reason()).isEqualTo(FailureReason.HOST_KEY_CHANGED);
        assertThat(failure.arguments()).containsExactly(FakeHosts.OTHER_KEY.fingerprint(), FakeHosts.KEY.fingerprint());
        bench.servers.forgetTrust("h", 22);
        bench.servers.trust("h", 22, FakeHosts.OTHER_KEY);
        assertThat(bench.trust.keysOf("h", 22)).containsExactly(FakeHosts.OTHER_KEY);
    }

    @Test
    void forgettingTrustEndsTheWarmConnection() throws Exception {
        bench.servers.add(A, SignInSecrets.none());
        bench.connections.with("a", (profile, host) -> "", TaskContext.quiet());
        bench.servers.forgetTrust("A.example.org", 22);
        assertThat(bench.hosts.last().closed).isTrue();
    }

    @Test
    void aHostThatWouldMeanMoreThanOneIsRefused() {
        for (String host : List.of("a b", "*", "", "a,b", "#a")) {
            ServerProfile bad =
                    new ServerProfile("x", host, 22, "u", new SshAuthentication.Agent(), false, false, List.of());
            assertThat(failure(() -> bench.servers.add(bad, SECRETS)).reason()).isEqualTo(FailureReason.INPUT_INVALID);
            assertThat(failure(() -> bench.servers.trust(host, 22, FakeHosts.KEY))
                            .reason())
                    .isEqualTo(FailureReason.INPUT_INVALID);
        }
    }

    @Test
    void damagedFilesAreToldByName() throws IOException {
        Files.writeString(folder.resolve("servers.json"), "?");
        Files.writeString(folder.resolve("known_hosts"), "?");
        for (Action action : List.<Action>of(
                bench.servers::list,
                () -> bench.servers.require("a"),
                () -> bench.connections.with("a", (profile, host) -> "", TaskContext.quiet()),
                () -> bench.servers.offeredKey("h", 22, TaskContext.quiet()),
                () -> bench.servers.trust("h", 22, FakeHosts.KEY))) {
            OperationFailedException failure = failure(action);
            assertThat(failure.reason()).isEqualTo(FailureReason.LOCAL_FILE_DAMAGED);
            assertThat(failure.arguments()).hasSize(2);
        }
    }

    private OfferedKey offered() throws OperationFailedException {
        return bench.servers.offeredKey("h", 22, TaskContext.quiet());
    }

    private static ServerProfile asked(ServerProfile profile) {
        return new ServerProfile(
                profile.name(),
                profile.host(),
                profile.port(),
                profile.user(),
                profile.authentication(),
                true,
                false,
                List.of());
    }

    private static OperationFailedException failure(Action action) {
        try {
            action.run();
        } catch (OperationFailedException e) {
            return e;
        }
        throw new AssertionError("did not fail");
    }

    /** Something that should fail. */
    @FunctionalInterface
    private interface Action {
        void run() throws OperationFailedException;
    }
}
