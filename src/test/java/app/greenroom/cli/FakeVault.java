package app.greenroom.cli;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.Secret;
import app.greenroom.operation.SecretsVault;

/** A secrets file in memory; open unless told otherwise. */
final class FakeVault implements SecretsVault {
    Protection protection = Protection.KEYRING;
    Secret passphrase = Secret.of("");
    boolean noKeyring;

    /** Wants this passphrase from now on. */
    void lock(String text) {
        passphrase = Secret.of(text);
        protection = Protection.PASSPHRASE_LOCKED;
    }

    /** Fails if a secret is needed and the file is not open. */
    void use() throws OperationFailedException {
        if (protection == Protection.PASSPHRASE_LOCKED || protection == Protection.NONE_PASSPHRASE_NEEDED) {
            throw new OperationFailedException(FailureReason.SECRETS_LOCKED, "not open");
        }
    }

    @Override
    public Protection protection() {
        return protection;
    }

    @Override
    public void unlock(Secret given) throws OperationFailedException {
        if (protection == Protection.NONE_PASSPHRASE_NEEDED) {
            passphrase = given;
        } else if (!given.equals(passphrase)) {
            throw new OperationFailedException(FailureReason.SECRETS_LOCKED, "wrong");
        }
        protection = Protection.PASSPHRASE_OPEN;
    }

    @Override
    public void protectByPassphrase(Secret given) throws OperationFailedException {
        if (protection == Protection.PASSPHRASE_LOCKED) {
            use();
        }
        passphrase = given;
        protection = Protection.PASSPHRASE_OPEN;
    }

    @Override
    public void protectByKeyring() throws OperationFailedException {
        if (noKeyring) {
            throw new OperationFailedException(FailureReason.KEYRING_UNAVAILABLE, "no bus");
        }
        if (protection == Protection.PASSPHRASE_LOCKED) {
            use();
        }
        protection = Protection.KEYRING;
    }
}
