package app.greenroom.storage.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.server.Secret;
import app.greenroom.storage.CountingProcess;
import app.greenroom.storage.Golden;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One encrypted file, its two ways of protection, and every way to spoil it. */
class EncryptedFileSecretStoreTest {
    private static final Secret WORD = Secret.of("correct horse");
    private static final Secret VALUE = Secret.of("pä\uD83D\uDD11ss 'word\"");

    @TempDir
    Path folder;

    private final FakeVault vault = new FakeVault();
    private Path path;

    @BeforeEach
    void place() {
        path = folder.resolve("secrets.json");
    }

    @Test
    void aSecretIsKeptUnderAKeyOfTheKeyring() throws Exception {
        assertThat(store().state()).isEqualTo(SecretsState.NONE_KEYRING_READY);
        store().put("a", VALUE);
        store().put("b", Secret.of(""));
        assertThat(store().get("a")).contains(VALUE);
        assertThat(store().get("b")).contains(Secret.of(""));
        assertThat(store().get("c")).isEmpty();
        assertThat(store().state()).isEqualTo(SecretsState.KEYRING);
        assertThat(vault.kept).hasSize(1);
        assertThat(Golden.mode(path)).isEqualTo("rw-------");
    }

    @Test
    void withoutKeyringAndPassphraseNothingIsKept() throws Exception {
        vault.absent = true;
        assertThat(store().state()).isEqualTo(SecretsState.NONE_PASSPHRASE_NEEDED);
        assertThatExceptionOfType(SecretsLockedException.class).isThrownBy(() -> store().put("a", VALUE));
        assertThatExceptionOfType(SecretsLockedException.class).isThrownBy(() -> store().unlock(Secret.of("")));
        assertThat(path).doesNotExist();
    }

    @Test
    void aPassphraseServesWithoutAKeyring() throws Exception {
        EncryptedFileSecretStore first = withPassphrase();
        assertThat(first.state()).isEqualTo(SecretsState.PASSPHRASE_OPEN);
        assertThat(first.get("a")).contains(VALUE);
        EncryptedFileSecretStore next = store();
        assertThat(next.state()).isEqualTo(SecretsState.PASSPHRASE_LOCKED);
        assertThatExceptionOfType(SecretsLockedException.class).isThrownBy(() -> next.get("a"));
        assertThatExceptionOfType(SecretsLockedException.class).isThrownBy(() -> next.put("b", VALUE));
        assertThatExceptionOfType(SecretsLockedException.class).isThrownBy(() -> next.removeAll("a"));
        assertThatExceptionOfType(SecretsLockedException.class).isThrownBy(() -> next.unlock(Secret.of("wrong")));
        assertThatExceptionOfType(SecretsLockedException.class).isThrownBy(() -> next.get("a"));
        next.unlock(WORD);
        assertThat(next.get("a")).contains(VALUE);
    }

    @Test
    void aPassphraseIsTheSameFromEveryKeyboard() throws Exception {
        vault.absent = true;
        store().unlock(Secret.of("gr\u00fcn"));
        EncryptedFileSecretStore next = store();
        next.unlock(Secret.of("gru\u0308n"));
        assertThat(next.state()).isEqualTo(SecretsState.PASSPHRASE_OPEN);
    }

    @Test
    void noSecretLiesInAnyFileInTheClear() throws Exception {
        Secret secret = Secret.of("Tr0ub4dor&3");
        store().put("server/a/sign-in", secret);
        store().protectByPassphrase(WORD);
        EncryptedFileSecretStore store = store();
        store.unlock(WORD);
        store.put("server/b/sign-in", secret);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (Charset charset :
                        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
                    for (String plain : List.of("Tr0ub4dor", "correct horse")) {
                        byte[] bytes = plain.getBytes(charset);
                        assertThat(content)
                                .doesNotContain(new String(bytes, StandardCharsets.ISO_8859_1))
                                .doesNotContain(Base64.getEncoder()
                                        .withoutPadding()
                                        .encodeToString(bytes)
                                        .substring(0, 8));
                    }
                }
            }
        }
    }

    @Test
    void whatWantsNoSecretTouchesNeitherKeyringNorFile() throws Exception {
        assertThat(store().get("a")).isEmpty();
        store().removeAll("a");
        assertThat(folder).isEmptyDirectory();
        store().put("a", VALUE);
        vault.asked = 0;
        assertThat(store().get("b")).isEmpty();
        store().removeAll("b");
        assertThat(store().state()).isEqualTo(SecretsState.KEYRING);
        assertThat(vault.asked).isZero();
    }

    @Test
    void theKeyringIsAskedOnceForManySecrets() throws Exception {
        store().put("a", VALUE);
        EncryptedFileSecretStore store = store();
        vault.asked = 0;
        store.get("a");
        store.put("b", VALUE);
        store.get("b");
        assertThat(vault.asked).isEqualTo(1);
    }

    @Test
    void removingTakesWhatBeginsSoAndLeavesTheRest() throws Exception {
        EncryptedFileSecretStore store = store();
        for (String key : List.of("server/a/sign-in", "server/a/sudo", "server/ab/sign-in")) {
            store.put(key, VALUE);
        }
        store.removeAll("server/a/");
        assertThat(store().get("server/a/sign-in")).isEmpty();
        assertThat(store().get("server/a/sudo")).isEmpty();
        assertThat(store().get("server/ab/sign-in")).contains(VALUE);
    }

    @Test
    void changingTheProtectionKeepsTheSecretsUnderANewKey() throws Exception {
        store().put("a", VALUE);
        byte[] withKeyring = Files.readAllBytes(path);
        EncryptedFileSecretStore store = store();
        store.protectByPassphrase(WORD);
        assertThat(store.state()).isEqualTo(SecretsState.PASSPHRASE_OPEN);
        assertThat(store.get("a")).contains(VALUE);
        assertThat(vault.kept).isEmpty();
        store.protectByPassphrase(Secret.of("another"));
        assertThatExceptionOfType(SecretsLockedException.class).isThrownBy(() -> store().unlock(WORD));
        EncryptedFileSecretStore next = store();
        next.unlock(Secret.of("another"));
        next.protectByKeyring();
        assertThat(store().get("a")).contains(VALUE);
        assertThat(store().state()).isEqualTo(SecretsState.KEYRING);
        assertThat(vault.kept).hasSize(1);
        Files.write(path, withKeyring);
        assertThatExceptionOfType(KeyringUnavailableException.class).isThrownBy(() -> store().get("a"));
    }

    @Test
    void aLockedFileCannotBeProtectedAnew() throws Exception {
        withPassphrase();
        byte[] before = Files.readAllBytes(path);
        vault.absent = false;
        assertThatExceptionOfType(SecretsLockedException.class)
                .isThrownBy(() -> store().protectByPassphrase(Secret.of("mine")));
        assertThatExceptionOfType(SecretsLockedException.class).isThrownBy(() -> store().protectByKeyring());
        assertThat(path).hasBinaryContent(before);
    }

    @Test
    void withoutAKeyringTheFileStaysUnderItsPassphrase() throws Exception {
        EncryptedFileSecretStore store = withPassphrase();
        assertThatExceptionOfType(KeyringUnavailableException.class).isThrownBy(store::protectByKeyring);
        assertThat(store.get("a")).contains(VALUE);
        assertThat(store.state()).isEqualTo(SecretsState.PASSPHRASE_OPEN);
    }

    @Test
    void aKeyringThatCannotBeReachedIsToldAndLosesNothing() throws Exception {
        store().put("a", VALUE);
        vault.absent = true;
        assertThatExceptionOfType(KeyringUnavailableException.class).isThrownBy(() -> store().get("a"));
        vault.absent = false;
        assertThat(store().get("a")).contains(VALUE);
    }

    @Test
    void aFileThatAnotherGreenroomProtectedAnewIsLockedHere() throws Exception {
        EncryptedFileSecretStore here = withPassphrase();
        EncryptedFileSecretStore there = store();
        there.unlock(WORD);
        there.protectByPassphrase(Secret.of("another"));
        assertThatExceptionOfType(SecretsLockedException.class).isThrownBy(() -> here.get("a"));
        here.unlock(Secret.of("another"));
        assertThat(here.get("a")).contains(VALUE);
    }

    @Test
    void twoProcessesLoseNothing() throws Exception {
        withPassphrase();
        Process other = CountingProcess.start(Putter.class, path.toString(), "there", "15");
        Putter.put(path, "here", 15);
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).as(said).isZero();
        EncryptedFileSecretStore store = store();
        store.unlock(WORD);
        for (int i = 0; i < 15; i++) {
            assertThat(store.get("here" + i)).isPresent();
            assertThat(store.get("there" + i)).isPresent();
        }
    }

    private EncryptedFileSecretStore withPassphrase() throws Exception {
        vault.absent = true;
        EncryptedFileSecretStore store = store();
        store.unlock(WORD);
        store.put("a", VALUE);
        return store;
    }

    private EncryptedFileSecretStore store() {
        return store(path, vault);
    }

    private static EncryptedFileSecretStore store(Path place, KeyVault vault) {
        return CheapSecrets.store(place, vault);
    }

    /** Puts secrets, as a process of its own: another Greenroom. */
    public static final class Putter {
        private Putter() {}

        static void put(Path place, String prefix, int times) throws Exception {
            EncryptedFileSecretStore store = store(place, new FakeVault());
            store.unlock(WORD);
            for (int i = 0; i < times; i++) {
                store.put(prefix + i, VALUE);
            }
        }

        /**
         * Puts.
         *
         * @param arguments the file, beginning of the names, how many
         */
        public static void main(String[] arguments) throws Exception {
            put(Path.of(arguments[0]), arguments[1], Integer.parseInt(arguments[2]));
        }
    }
}
