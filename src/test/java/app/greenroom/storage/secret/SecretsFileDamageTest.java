package app.greenroom.storage.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import app.greenroom.domain.server.Secret;
import app.greenroom.storage.AtomicFile;
import app.greenroom.storage.DamagedFileException;
import app.greenroom.storage.Golden;
import app.greenroom.storage.NewerFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of secrets that was changed, cut, forged, or written by another version. */
class SecretsFileDamageTest {
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChangeOfAnyByteIsNoticed(boolean keyring) throws Exception {
        if (keyring) {
            store().put("a", VALUE);
        } else {
            withPassphrase();
        }
        byte[] sound = Files.readAllBytes(path);
        for (int position = 0; position < sound.length; position++) {
            for (int mask : new int[] {0x01, 0x20, 0x80}) {
                byte[] changed = sound.clone();
                changed[position] ^= (byte) mask;
                assertUnreadable(changed, "byte " + position + " changed by " + mask);
            }
            assertUnreadable(Arrays.copyOf(sound, position), "cut to " + position);
        }
        assertUnreadable(Arrays.copyOf(sound, sound.length + 1), "longer");
        assertThat(SecretsEnvelope.read(sound, path, path).names()).containsExactly("a");
    }

    /** Every use of the file begins with reading its envelope. */
    private void assertUnreadable(byte[] content, String how) {
        assertThatExceptionOfType(IOException.class)
                .as(how)
                .isThrownBy(() -> SecretsEnvelope.read(content, path, path))
                .satisfies(
                        told -> assertThat(told).isInstanceOfAny(DamagedFileException.class, NewerFileException.class));
    }

    @Test
    void aDamagedFileIsRefusedByEveryUseAndStaysAsItIs() throws Exception {
        withPassphrase();
        byte[] damaged = Files.readAllBytes(path);
        damaged[damaged.length / 2] ^= 1;
        Files.write(path, damaged);
        EncryptedFileSecretStore store = store();
        List<ThrowingCallable> uses = List.of(
                store::state,
                () -> store.unlock(WORD),
                () -> store.get("a"),
                () -> store.put("b", VALUE),
                () -> store.removeAll("a"),
                () -> store.protectByPassphrase(WORD),
                store::protectByKeyring);
        vault.absent = false;
        for (ThrowingCallable use : uses) {
            assertThatExceptionOfType(DamagedFileException.class).isThrownBy(use);
        }
        assertThat(path).hasBinaryContent(damaged);
    }

    @Test
    void apartFromDamageAForgeryIsNoticedByItsTags() throws Exception {
        withPassphrase();
        SecretsEnvelope sound = SecretsEnvelope.read(Files.readAllBytes(path), path, path);
        List<SecretsEnvelope> forged = new ArrayList<>();
        forged.add(sound.withSecrets(List.of("b"), SecretsEnvelope.decode(sound.sealed())));
        forged.add(sound.withSecrets(List.of("a", "b"), SecretsEnvelope.decode(sound.sealed())));
        for (SecretsEnvelope each : forged) {
            Files.write(path, each.bytes());
            EncryptedFileSecretStore store = store();
            store.unlock(WORD);
            assertThatExceptionOfType(DamagedFileException.class).isThrownBy(() -> store.get("b"));
            assertThatExceptionOfType(DamagedFileException.class).isThrownBy(() -> store.put("c", VALUE));
        }
        byte[] otherKey = SecretsEnvelope.decode(sound.wrappedKey());
        otherKey[20] ^= 1;
        Files.write(path, sound.withKey(otherKey).bytes());
        assertThatExceptionOfType(SecretsLockedException.class).isThrownBy(() -> store().unlock(WORD));
    }

    @Test
    void aFileMustNotMakeUsAllocateWithoutLimit() throws Exception {
        vault.absent = true;
        SecretsEnvelope greedy = SecretsEnvelope.with(
                        SecretsEnvelope.Protection.PASSPHRASE, "", new byte[16], new PassphraseKey(1 << 30, 1, 1))
                .withKey(new byte[60])
                .withSecrets(List.of(), new byte[28]);
        Files.write(path, greedy.bytes());
        assertThatExceptionOfType(DamagedFileException.class).isThrownBy(() -> store().unlock(WORD));
    }

    @Test
    void theFileOfSchema1IsRead() throws Exception {
        Files.copy(Golden.file("secrets-1.json"), path);
        EncryptedFileSecretStore store = store();
        store.unlock(WORD);
        assertThat(store.get("server/talks/sign-in")).contains(VALUE);
        assertThat(store.get("server/talks/sudo")).contains(Secret.of("sudo"));
    }

    @Test
    void aNewerFileIsRefusedAndStaysAsItIs() throws Exception {
        String newer = Golden.text("secrets-1.json").replace("\"schema\" : 1", "\"schema\" : 2");
        Files.writeString(path, newer);
        assertThatExceptionOfType(NewerFileException.class).isThrownBy(() -> store().put("a", VALUE));
        assertThat(path).hasContent(newer);
    }

    @Test
    void aCrashBetweenWriteAndMoveLeavesTheOldFile() throws Exception {
        store().put("a", VALUE);
        EncryptedFileSecretStore crashing = new EncryptedFileSecretStore(
                new AtomicFile(path, new AtomicFile.Steps() {
                    @Override
                    public void move(Path from, Path to) {
                        throw new IllegalStateException("the power went");
                    }
                }),
                vault,
                CheapSecrets.CHEAP);
        assertThatIllegalStateException().isThrownBy(() -> crashing.put("b", VALUE));
        assertThatIllegalStateException().isThrownBy(() -> crashing.protectByPassphrase(WORD));
        assertThat(store().get("a")).contains(VALUE);
        assertThat(store().get("b")).isEmpty();
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
}
