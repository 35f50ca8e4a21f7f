package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.operation.SecretsVault.Protection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Adding a server on the command line: sign-in, host key, test, secrets. */
class ServerAddCommandTest {
    private static final String FINGERPRINT = FakeServers.KEY.fingerprint();
    private final World world = new World();

    @Test
    void addsAServerWithItsPasswordFromStandardInput() throws IOException {
        world.servers.wanted = Optional.of(Secret.of("geheim"));
        world.terminal.input("geheim", "sudo geheim", "not ours");
        Golden.check(
                "server-add",
                world,
                "server",
                "add",
                "talks",
                "--host",
                "talks.example.org",
                "--user",
                "admin",
                "--password-stdin",
                "--sudo-password-stdin",
                "--host-key",
                FINGERPRINT);
        assertThat(world.servers.saved("talks").instances()).hasSize(1);
        assertThat(world.servers.stored("talks").signIn()).contains(Secret.of("geheim"));
        assertThat(world.servers.stored("talks").sudo()).contains(Secret.of("sudo geheim"));
        assertThat(world.terminal.unread()).containsExactly("not ours");
        assertThat(world.terminal.transcript()).doesNotContain("geheim");
    }

    @Test
    void asksAPersonForWhatIsMissing() throws IOException {
        world.servers.wanted = Optional.of(Secret.of("geheim"));
        world.terminal.typing("talks.example.org", "admin", "password", "geheim", "yes");
        // the password is asked after the key was trusted, so that it cannot go to a stranger
        world.terminal = new FakeTerminal().typing("talks.example.org", "admin", "password", "yes", "geheim");
        Golden.check("server-add-asking", world, "server", "add", "talks");
        assertThat(world.servers.saved("talks").authentication()).isEqualTo(new SshAuthentication.Password());
        assertThat(world.servers.trusted).containsEntry("talks.example.org", FakeServers.KEY);
    }

    @Test
    void asksForThePassphraseOfAKeyOnlyIfItIsNeeded(@TempDir Path folder) throws IOException {
        String key = Files.createFile(folder.resolve("k")).toString();
        world.servers.wanted = Optional.of(Secret.of("pass"));
        world.terminal.typing("yes", "pass");
        int status = world.run("server", "add", "talks", "--host", "t.example.org", "--user", "root", "--key", key);
        assertThat(status).isZero();
        assertThat(world.servers.stored("talks").signIn()).contains(Secret.of("pass"));
    }

    @Test
    void storesNoSecretOfAServerThatIsAskedForEveryTime() {
        world.terminal.input("geheim");
        int status = world.run(
                "server",
                "add",
                "talks",
                "--host",
                "t.example.org",
                "--user",
                "root",
                "--password-stdin",
                "--ask-every-time",
                "--host-key",
                FINGERPRINT);
        assertThat(status).isZero();
        assertThat(world.servers.saved("talks").askEveryTime()).isTrue();
        assertThat(world.servers.stored).isEmpty();
    }

    @Test
    void withoutATerminalAnUnknownHostKeyWantsItsOption() throws IOException {
        Golden.check(
                "server-add-key-missing",
                world,
                "server",
                "add",
                "talks",
                "--host",
                "talks.example.org",
                "--user",
                "admin",
                "--agent");
        assertThat(world.servers.saved).isEmpty();
        assertThat(world.servers.trusted).isEmpty();
    }

    @Test
    void aHostKeyThatIsNotTheExpectedOneIsNeverTrusted() throws IOException {
        Golden.check(
                "server-add-key-other",
                world,
                "server",
                "add",
                "talks",
                "--host",
                "talks.example.org",
                "--user",
                "admin",
                "--agent",
                "--host-key",
                FakeServers.OTHER.fingerprint());
        assertThat(world.servers.trusted).isEmpty();
    }

    @Test
    void aPersonWhoDoesNotTrustTheKeyStopsWithoutATrace() {
        world.terminal.typing("no");
        int status = world.run("server", "add", "talks", "--host", "t.example.org", "--user", "admin", "--agent");
        assertThat(status).isEqualTo(130);
        assertThat(world.servers.trusted).isEmpty();
        assertThat(world.servers.saved).isEmpty();
    }

    @Test
    void aServerThatFailsItsTestIsNotSaved() throws IOException {
        world.servers.wanted = Optional.of(Secret.of("geheim"));
        world.terminal.input("wrong");
        Golden.check(
                "server-add-refused",
                world,
                "server",
                "add",
                "talks",
                "--host",
                "talks.example.org",
                "--user",
                "admin",
                "--password-stdin",
                "--host-key",
                FINGERPRINT);
        assertThat(world.servers.saved).isEmpty();
    }

    @Test
    void theJsonOfAddHoldsChecksAndInstances() throws IOException {
        Golden.check(
                "server-add-json",
                world,
                "server",
                "add",
                "talks",
                "--host",
                "talks.example.org",
                "--user",
                "admin",
                "--agent",
                "--host-key",
                FINGERPRINT,
                "--json");
    }

    @Test
    void aNameThatIsTakenStopsBeforeAnythingIsAsked() {
        world.servers.with("talks", "main");
        world.terminal.typing();
        assertThat(world.run("server", "add", "talks")).isEqualTo(2);
        assertThat(world.terminal.notes()).contains("saved already").doesNotContain("[");
    }

    @Test
    void makesTheSecretsFileWithAPassphraseWhereThereIsNoKeyring() throws IOException {
        world.vault.protection = Protection.NONE_PASSPHRASE_NEEDED;
        world.terminal.input("geheim").typing("yes", "one", "other", "one", "one");
        Golden.check(
                "server-add-new-vault",
                world,
                "server",
                "add",
                "talks",
                "--host",
                "talks.example.org",
                "--user",
                "admin",
                "--password-stdin");
        assertThat(world.vault.passphrase).isEqualTo(Secret.of("one"));
    }

    @Test
    void opensTheSecretsFileByTheVariable() {
        world.vault.lock("tresor");
        world.environment.put("GREENROOM_PASSPHRASE", "tresor");
        world.terminal.input("geheim");
        int status = world.run(
                "server",
                "add",
                "talks",
                "--host",
                "t.example.org",
                "--user",
                "root",
                "--password-stdin",
                "--host-key",
                FINGERPRINT);
        assertThat(status).isZero();
        assertThat(world.vault.protection).isEqualTo(Protection.PASSPHRASE_OPEN);
    }

    @Test
    void aWrongVariableFailsWithoutATerminalAndNamesItself() throws IOException {
        world.vault.lock("tresor");
        world.environment.put("GREENROOM_PASSPHRASE", "wrong");
        world.terminal.input("geheim");
        Golden.check(
                "server-add-locked",
                world,
                "server",
                "add",
                "talks",
                "--host",
                "talks.example.org",
                "--user",
                "admin",
                "--password-stdin",
                "--host-key",
                FINGERPRINT);
        assertThat(world.servers.saved).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port abc",
                "--port 0",
                "--port 65536",
                "--host -oProxyCommand=x",
                "--host a*",
                "--host ''",
                "--user ''",
                "--host-key SHA256:short"
            })
    void saysWhatWouldFitBeforeTheServerIsAsked(String misfit) {
        world.servers.unreachable = Optional.of(
                new OperationFailedException(FailureReason.HOST_SILENT, "it was asked", "talks.example.org:22"));
        List<String> typed = new ArrayList<>(List.of("server", "add", "talks", "--agent"));
        for (String[] usual : new String[][] {{"--host", "talks.example.org"}, {"--user", "root"}}) {
            if (!misfit.startsWith(usual[0] + " ")) {
                typed.addAll(List.of(usual));
            }
        }
        typed.addAll(List.of(misfit.replace("''", "").split(" ", 2)));
        assertThat(world.run(typed.toArray(String[]::new))).isEqualTo(2);
        assertThat(world.terminal.notes().replaceAll("\\s+", " "))
                .contains("does not fit for " + misfit.split(" ", 2)[0] + ", which takes");
    }

    @Test
    void aKeyFileThatIsNotThereIsSaidBeforeTheServerIsAsked(@TempDir Path folder) {
        world.servers.unreachable = Optional.of(
                new OperationFailedException(FailureReason.HOST_SILENT, "it was asked", "talks.example.org:22"));
        String gone = folder.resolve("gone").toString();
        int status = world.run("server", "add", "talks", "--host", "t.example.org", "--user", "root", "--key", gone);
        assertThat(status).isEqualTo(1);
        assertThat(world.terminal.notes()).contains("cannot be read").doesNotContain("it was asked");
    }

    @Test
    void aTildeInTheNameOfAKeyFileIsTheHomeFolder() {
        int status = world.run(
                "server", "add", "talks", "--host", "t.example.org", "--user", "root", "--key=~/no-such-key-file");
        assertThat(status).isEqualTo(1);
        assertThat(world.terminal.notes().replaceAll("\\s+", ""))
                .contains(Path.of(System.getProperty("user.home"), "no-such-key-file")
                        .toString());
    }

    @Test
    void anEmptyLineIsNoPassword() {
        world.terminal.input("");
        int status =
                world.run("server", "add", "talks", "--host", "t.example.org", "--user", "root", "--password-stdin");
        assertThat(status).isEqualTo(2);
        assertThat(world.terminal.notes()).contains("standard input").contains("--password-stdin");
    }

    @Test
    void aServerOutOfReachIsNotAdded() {
        world.servers.unreachable = Optional.of(
                new OperationFailedException(FailureReason.HOST_SILENT, "timed out", "talks.example.org:22"));
        int status = world.run("server", "add", "talks", "--host", "t.example.org", "--user", "admin", "--agent");
        assertThat(status).isEqualTo(1);
        assertThat(world.terminal.notes()).contains("does not answer");
    }
}
