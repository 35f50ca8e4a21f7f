package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts.Role;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.server.Secret;
import app.greenroom.operation.Servers.SignInSecrets;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Looking at servers. */
class StatusCommandTest {
    private final World world = new World();

    private static OperationFailedException silent() {
        return new OperationFailedException(
                FailureReason.HOST_SILENT, "connect timed out after 10 s", "talks.example.org:22");
    }

    @Test
    void saysInASentenceThatAllIsFine() throws IOException {
        world.servers.with("talks", "pretalx");
        world.inspections.finds("talks", SampleFacts.healthy().facts());
        Golden.check("status-fine", world, "status", "talks");
        world.terminal = new FakeTerminal();
        Golden.check("status-fine-verbose", world, "status", "talks", "--verbose");
    }

    @Test
    void showsWhatWantsAttentionAndWhatIsUnknown() throws IOException {
        world.servers.with("talks", "pretalx");
        world.inspections.finds(
                "talks",
                SampleFacts.healthy().withVersion("2025.2.2").withoutSettings().facts());
        Golden.check("status-attention", world, "status", "talks");
    }

    @Test
    void attentionIsAProblemOnlyWhenStrict() {
        world.servers.with("talks", "pretalx");
        world.inspections.finds(
                "talks", SampleFacts.healthy().withVersion("2026.1.0").facts());
        assertThat(world.run("status", "talks")).isZero();
        assertThat(world.run("status", "talks", "--strict")).isEqualTo(3);
    }

    @Test
    void aProblemIsInTheExitStatus() throws IOException {
        world.servers.with("talks", "pretalx");
        world.inspections.finds(
                "talks",
                SampleFacts.healthy()
                        .withHealth(502)
                        .withServices(
                                SampleFacts.service(Role.WEB, "failed"), SampleFacts.service(Role.WORKER, "active"))
                        .facts());
        Golden.check("status-problem", world, "status", "talks");
    }

    @Test
    void aServerThatCouldNotBeLookedAtIsSaidSo() throws IOException {
        world.servers.with("talks", "pretalx");
        world.inspections.fails("talks", silent());
        Golden.check("status-silent", world, "status", "talks");
        world.terminal = new FakeTerminal();
        Golden.check("status-silent-json", world, "status", "talks", "--json");
    }

    @Test
    void looksAtAllServersAtOnce() throws IOException {
        world.servers.with("camp", "cfp").with("talks", "pretalx");
        CountDownLatch both = new CountDownLatch(2);
        world.inspections.finds("camp", SampleFacts.healthy().facts().withId("cfp"));
        var camp = world.inspections.inspect("camp");
        world.inspections.answers("camp", () -> {
            both.countDown();
            assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
            return camp;
        });
        world.inspections.answers("talks", () -> {
            both.countDown();
            assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
            throw silent();
        });
        Golden.check("status-all", world, "status", "--all");
    }

    @Test
    void oneInstanceOfSeveralCanBeNamed() throws IOException {
        world.servers.with("camp", "cfp", "archive");
        world.inspections.finds(
                "camp",
                SampleFacts.healthy().facts().withId("cfp"),
                SampleFacts.healthy().withHealth(502).facts().withId("archive"));
        Golden.check("status-several", world, "status", "camp");
        world.terminal = new FakeTerminal();
        assertThat(world.run("status", "camp/cfp")).isZero();
        assertThat(world.terminal.result()).contains("camp/cfp").doesNotContain("camp/archive");
        assertThat(world.run("status", "camp/other")).isEqualTo(2);
    }

    @Test
    void theJsonKeepsUnknownApartFromKnown() throws IOException {
        world.servers.with("talks", "pretalx");
        world.inspections.finds(
                "talks",
                SampleFacts.healthy().withVersion("2025.2.2").withRunning("").facts());
        Golden.check("status-json", world, "status", "talks", "--json");
    }

    @Test
    void namesThatDoNotExistAreWrongUsage() throws IOException {
        Golden.check("status-unknown", world, "status", "talks");
        world.terminal = new FakeTerminal();
        Golden.check("status-no-server", world, "status");
        world.terminal = new FakeTerminal();
        Golden.check("status-bad-name", world, "status", "Talks");
    }

    @Test
    void asksForAMissingSecretOnATerminalOnly() throws IOException {
        world.servers.with("talks", "pretalx");
        world.inspections.finds("talks", SampleFacts.healthy().facts());
        var report = world.inspections.inspect("talks");
        world.inspections.answers("talks", () -> {
            SignInSecrets given = world.servers.provided.getOrDefault("talks", SignInSecrets.none());
            if (!given.signIn().equals(Optional.of(Secret.of("geheim")))) {
                throw new OperationFailedException(FailureReason.SECRET_MISSING, "asked every time", "password");
            }
            return report;
        });
        Golden.check("status-secret-missing", world, "status", "talks");
        world.terminal = new FakeTerminal().typing("geheim");
        assertThat(world.run("status", "talks")).isZero();
        world.servers.provided.clear();
        world.terminal = new FakeTerminal().input("geheim");
        assertThat(world.run("status", "talks", "--password-stdin")).isZero();
        world.servers.provided.clear();
        world.servers.with("camp", "cfp");
        world.terminal = new FakeTerminal().input("geheim");
        assertThat(world.run("status", "--all", "--password-stdin")).isEqualTo(2);
    }

    @Test
    void theSecretsFileIsOpenedOnceForAllServers() {
        world.servers.with("talks", "pretalx").with("camp", "cfp").with("fest", "main");
        world.vault.lock("tresor");
        for (String server : List.of("talks", "camp", "fest")) {
            world.inspections.finds(server, SampleFacts.healthy().facts());
            var report = world.inspections.inspect(server);
            world.inspections.answers(server, () -> {
                if (!server.equals("fest")) {
                    world.vault.use();
                }
                return report;
            });
        }
        world.environment.put("GREENROOM_PASSPHRASE", "wrong");
        assertThat(world.run("status")).as("two of three stay locked").isEqualTo(2);
        assertThat(world.terminal.result()).contains("+ fest/pretalx", "? camp", "? talks");
        world.environment.put("GREENROOM_PASSPHRASE", "tresor");
        world.terminal = new FakeTerminal();
        assertThat(world.run("status")).isZero();
        world.vault.lock("tresor");
        world.environment.clear();
        world.terminal = new FakeTerminal().typing("tresor");
        assertThat(world.run("status")).isZero();
    }

    @Test
    void aNewHostKeyIsAskedForAndTheLookGoesOn() {
        world.servers.with("talks", "pretalx").trusted.clear();
        world.inspections.finds("talks", SampleFacts.healthy().facts());
        world.inspections.answers("talks", () -> {
            if (world.servers.trusted.isEmpty()) {
                throw new OperationFailedException(
                        FailureReason.HOST_KEY_UNKNOWN, "new", "ssh-ed25519", FakeServers.KEY.fingerprint());
            }
            world.inspections.finds("talks", SampleFacts.healthy().facts());
            return world.inspections.inspect("talks");
        });
        world.terminal.typing("yes");
        assertThat(world.run("status", "talks")).isZero();
        assertThat(world.terminal.notes()).contains(FakeServers.KEY.fingerprint(), "ssh-keygen -lf");
    }

    @Test
    void anInterruptEndsTheLook() throws IOException {
        world.servers.with("talks", "pretalx").with("camp", "cfp");
        world.inspections.finds("talks", SampleFacts.healthy().facts());
        world.inspections.finds("camp", SampleFacts.healthy().facts());
        world.interrupt.cancel();
        Golden.check("status-interrupted", world, "status");
        world.terminal = new FakeTerminal();
        assertThat(world.run("status", "talks")).isEqualTo(130);
    }

    @Test
    void colourNeverStandsAlone() {
        world.servers.with("talks", "pretalx");
        world.inspections.finds("talks", SampleFacts.healthy().withHealth(502).facts());
        world.run("status", "talks");
        String plain = world.terminal.result();
        world.terminal = new FakeTerminal().withColour();
        world.run("status", "talks");
        assertThat(world.terminal.result()).contains("\033[31mx\033[0m");
        assertThat(world.terminal.result().replaceAll("\033\\[[0-9;]*m", "")).isEqualTo(plain);
    }
}
