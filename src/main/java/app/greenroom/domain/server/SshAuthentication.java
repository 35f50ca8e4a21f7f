package app.greenroom.domain.server;

/** How to sign in. Holds no secret. */
public sealed interface SshAuthentication {
    /** With a key that the user's SSH agent holds. */
    record Agent() implements SshAuthentication {}

    /**
     * With a private key file, opened by a passphrase if it has one.
     *
     * @param path absolute path on this computer
     */
    record KeyFile(String path) implements SshAuthentication {}

    /** With a password, also through keyboard-interactive. */
    record Password() implements SshAuthentication {}
}
