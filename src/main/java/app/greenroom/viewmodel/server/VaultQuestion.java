package app.greenroom.viewmodel.server;

import app.greenroom.domain.server.Secret;
import app.greenroom.operation.SecretsVault.Protection;
import app.greenroom.viewmodel.Dialogs.SecretQuestion;
import app.greenroom.viewmodel.Workbench;
import java.util.Optional;

/** The question that may be due before secrets are stored for the first time, or in a locked file. */
final class VaultQuestion {
    private final Workbench bench;

    VaultQuestion(Workbench bench) {
        this.bench = bench;
    }

    /** Whether the passphrase is needed before anything can be stored. */
    static boolean isDue(Protection protection) {
        return protection == Protection.NONE_PASSPHRASE_NEEDED || protection == Protection.PASSPHRASE_LOCKED;
    }

    /** Asks for the passphrase, twice if it is a new one; empty if the user does not want to give it. */
    Optional<Secret> ask(Protection protection) {
        boolean fresh = protection == Protection.NONE_PASSPHRASE_NEEDED;
        String key = fresh ? "view.vault.new" : "view.ask.vault";
        return bench.dialogs()
                .askSecret(new SecretQuestion(
                        bench.words().get(key + ".title"),
                        bench.words().get(key + ".text"),
                        bench.words().get(key + ".label"),
                        bench.words().get(key + ".yes"),
                        fresh));
    }
}
