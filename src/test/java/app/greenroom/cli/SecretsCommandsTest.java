package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.server.Secret;
import app.greenroom.operation.SecretsVault.Protection;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Saying and changing what protects the stored secrets. */
class SecretsCommandsTest {
    private final World world = new World();

    @ParameterizedTest
    @EnumSource
    void saysWhatProtectsThem(Protection protection) {
        world.vault.protection = protection;
        assertThat(world.run("secrets", "show")).isZero();
        assertThat(world.terminal.result()).isNotBlank();
        assertThat(world.vault.protection).isEqualTo(protection);
    }

    @Test
    void readsWell() throws IOException {
        Golden.check("secrets-show", world, "secrets", "show");
        world.terminal = new FakeTerminal().input("open sesame");
        Golden.check("secrets-use-passphrase", world, "secrets", "use", "passphrase", "--new-passphrase-stdin");
        assertThat(world.vault.passphrase).isEqualTo(Secret.of("open sesame"));
        world.terminal = new FakeTerminal();
        Golden.check("secrets-use-keyring", world, "secrets", "use", "keyring", "--json");
        assertThat(world.vault.protection).isEqualTo(Protection.KEYRING);
    }

    @Test
    void aPersonTypesTheNewPassphraseTwiceAndTheOldOneOnce() throws IOException {
        world.vault.lock("old");
        world.terminal.typing("wrong", "new", "other", "new", "new", "old");
        Golden.check("secrets-use-asking", world, "secrets", "use", "passphrase");
        assertThat(world.vault.passphrase).isEqualTo(Secret.of("new"));
    }

    @Test
    void whoGivesUpChangesNothing() {
        world.terminal.typing();
        assertThat(world.run("secrets", "use", "passphrase")).isEqualTo(130);
        assertThat(world.vault.protection).isEqualTo(Protection.KEYRING);
    }

    @Test
    void aScriptGivesTheOldPassphraseInTheVariable() {
        world.vault.lock("old");
        world.environment.put("GREENROOM_PASSPHRASE", "old");
        assertThat(world.run("secrets", "use", "keyring")).isZero();
        assertThat(world.vault.protection).isEqualTo(Protection.KEYRING);
    }

    @Test
    void withoutATerminalWhatIsMissingIsNamed() throws IOException {
        Golden.check("secrets-use-missing", world, "secrets", "use", "passphrase");
        world.terminal = new FakeTerminal().input("");
        assertThat(world.run("secrets", "use", "passphrase", "--new-passphrase-stdin"))
                .as("an empty one")
                .isEqualTo(2);
        world.terminal = new FakeTerminal();
        assertThat(world.run("secrets", "use", "passphrase", "--new-passphrase-stdin"))
                .as("none")
                .isEqualTo(2);
        assertThat(world.run("secrets", "use", "keyring", "--new-passphrase-stdin"))
                .isEqualTo(2);
        assertThat(world.run("secrets", "use", "paper")).isEqualTo(2);
        world.vault.lock("old");
        assertThat(world.run("secrets", "use", "keyring")).as("locked").isEqualTo(2);
        assertThat(world.vault.protection).isEqualTo(Protection.PASSPHRASE_LOCKED);
    }

    @Test
    void withoutAKeyringNothingChanges() throws IOException {
        world.vault.protection = Protection.PASSPHRASE_OPEN;
        world.vault.noKeyring = true;
        Golden.check("secrets-use-no-keyring", world, "secrets", "use", "keyring");
        assertThat(world.vault.protection).isEqualTo(Protection.PASSPHRASE_OPEN);
    }
}
