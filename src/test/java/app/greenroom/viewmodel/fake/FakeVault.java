package app.greenroom.viewmodel.fake;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.Secret;
import app.greenroom.operation.SecretsVault;

/** A secrets file without a file. */
public final class FakeVault implements SecretsVault {
    private Protection protection = Protection.KEYRING;
    private Secret passphrase = Secret.of("open sesame");

    /** How its key is kept. */
    public void protection(Protection kept) {
        protection = kept;
    }

    @Override
    public Protection protection() {
        return protection;
    }

    @Override
    public void unlock(Secret given) throws OperationFailedException {
        if (protection == Protection.NONE_PASSPHRASE_NEEDED) {
            passphrase = given;
        }
        if (!passphrase.equals(given)) {
            throw new OperationFailedException(FailureReason.SECRETS_LOCKED, "wrong passphrase");
        }
        protection = Protection.PASSPHRASE_OPEN;
    }

    @Override
    public void protectByPassphrase(Secret given) {
        passphrase = given;
        protection = Protection.PASSPHRASE_OPEN;
    }

    @Override
    public void protectByKeyring() {
        protection = Protection.KEYRING;
    }
}
