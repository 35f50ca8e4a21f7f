package app.greenroom.operation.server;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.operation.SecretsVault.Protection;
import app.greenroom.operation.Servers.SignInSecrets;
import app.greenroom.storage.secret.CheapSecrets;
import app.greenroom.storage.secret.EncryptedFileSecretStore;
import app.greenroom.storage.secret.FakeVault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The secrets file as both faces see it. */
class StoredSecretsTest {
    private static final Secret WORD = Secret.of("correct horse");
    private static final ServerProfile SERVER = Workbench.profile("a", new SshAuthentication.Password());

    @TempDir
    Path folder;

    private final FakeVault vault = new FakeVault();
    private final List<Secret> seen = new ArrayList<>();
    private Path path;
    private EncryptedFileSecretStore store;
    private StoredSecrets secrets;

    @BeforeEach
    void place() {
        path = folder.resolve("secrets.json");
        store = CheapSecrets.store(path, vault);
        secrets = new StoredSecrets(store, seen::add);
    }

    @Test
    void withAKeyringNothingIsAsked() throws Exception {
        assertThat(secrets.protection()).isEqualTo(Protection.NONE_KEYRING_READY);
        keep();
        assertThat(secrets.protection()).isEqualTo(Protection.KEYRING);
        assertThat(new SavedCredentials(store).of(SERVER).signIn()).contains(Secret.of("word"));
    }

    @Test
    void withoutOneAPassphraseIsWantedOnceARun() throws Exception {
        vault.absent = true;
        assertThat(secrets.protection()).isEqualTo(Protection.NONE_PASSPHRASE_NEEDED);
        assertThat(failure(this::keep).reason()).isEqualTo(FailureReason.SECRETS_LOCKED);
        secrets.unlock(WORD);
        keep();
        assertThat(secrets.protection()).isEqualTo(Protection.PASSPHRASE_OPEN);
        StoredSecrets nextRun = new StoredSecrets(CheapSecrets.store(path, vault), seen::add);
        assertThat(nextRun.protection()).isEqualTo(Protection.PASSPHRASE_LOCKED);
        assertThat(failure(() -> nextRun.unlock(Secret.of("wrong"))).reason()).isEqualTo(FailureReason.SECRETS_LOCKED);
        nextRun.unlock(WORD);
        assertThat(nextRun.protection()).isEqualTo(Protection.PASSPHRASE_OPEN);
    }

    @Test
    void theProtectionCanBeChangedBothWays() throws Exception {
        keep();
        secrets.protectByPassphrase(WORD);
        assertThat(secrets.protection()).isEqualTo(Protection.PASSPHRASE_OPEN);
        secrets.protectByKeyring();
        assertThat(secrets.protection()).isEqualTo(Protection.KEYRING);
        assertThat(new SavedCredentials(store).of(SERVER).signIn()).contains(Secret.of("word"));
    }

    @Test
    void aKeyringThatIsGoneIsToldAsSuch() throws Exception {
        keep();
        vault.absent = true;
        StoredSecrets nextRun = new StoredSecrets(CheapSecrets.store(path, vault), seen::add);
        assertThat(failure(() -> nextRun.protectByPassphrase(WORD)).reason())
                .isEqualTo(FailureReason.KEYRING_UNAVAILABLE);
    }

    @Test
    void damageIsToldAsSuchAndNothingIsWrittenOverIt() throws Exception {
        Files.writeString(path, "{}");
        for (Action action : new Action[] {
            secrets::protection,
            () -> secrets.unlock(WORD),
            () -> secrets.protectByPassphrase(WORD),
            secrets::protectByKeyring,
            this::keep,
            () -> new SavedCredentials(store).forget("a"),
        }) {
            assertThat(failure(action).reason()).isEqualTo(FailureReason.SECRETS_DAMAGED);
        }
        assertThat(path).hasContent("{}");
    }

    @Test
    void aFileThatCannotBeWrittenIsToldAsSuch() throws Exception {
        Path file = Files.createFile(folder.resolve("no-folder"));
        EncryptedFileSecretStore nowhere = CheapSecrets.store(file.resolve("secrets.json"), vault);
        assertThat(failure(() -> new StoredSecrets(nowhere, seen::add).protectByKeyring())
                        .reason())
                .isEqualTo(FailureReason.LOCAL_FILE);
    }

    @Test
    void everySecretThatPassesIsToldToWhoKeepsLogsClean() throws Exception {
        SavedCredentials credentials = new SavedCredentials(store, seen::add);
        credentials.keep(SERVER, new SignInSecrets(Optional.of(Secret.of("kept")), Optional.empty()));
        assertThat(seen).containsExactly(Secret.of("kept"));
        seen.clear();
        credentials.of(SERVER).signIn();
        assertThat(seen).containsExactly(Secret.of("kept"));
        seen.clear();
        credentials.give("a", new SignInSecrets(Optional.of(Secret.of("given")), Optional.of(Secret.of("sudo"))));
        credentials.of(SERVER, new SignInSecrets(Optional.of(Secret.of("typed")), Optional.empty()), false);
        secrets.protectByPassphrase(WORD);
        secrets.unlock(Secret.of("correct horse"));
        assertThat(seen).containsExactly(Secret.of("given"), Secret.of("sudo"), Secret.of("typed"), WORD, WORD);
    }

    private void keep() throws OperationFailedException {
        new SavedCredentials(store).keep(SERVER, new SignInSecrets(Optional.of(Secret.of("word")), Optional.empty()));
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
