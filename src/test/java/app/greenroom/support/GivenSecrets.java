package app.greenroom.support;

import app.greenroom.domain.server.Secret;
import app.greenroom.ssh.CredentialSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Secrets that a test gives, and how often they were asked for. */
public final class GivenSecrets implements CredentialSource {
    private final @Nullable String signIn;
    private final @Nullable String sudo;
    private final AtomicInteger signInAsked = new AtomicInteger();
    private final AtomicInteger sudoAsked = new AtomicInteger();

    /** These secrets; null for one that is not there. */
    public GivenSecrets(@Nullable String signIn, @Nullable String sudo) {
        this.signIn = signIn;
        this.sudo = sudo;
    }

    /** No secrets. */
    public static GivenSecrets none() {
        return new GivenSecrets(null, null);
    }

    /** How often the secret for signing in was asked for. */
    public int signInAsked() {
        return signInAsked.get();
    }

    /** How often the password for sudo was asked for. */
    public int sudoAsked() {
        return sudoAsked.get();
    }

    @Override
    public Optional<Secret> signIn() {
        signInAsked.incrementAndGet();
        return Optional.ofNullable(signIn).map(Secret::of);
    }

    @Override
    public Optional<Secret> sudo() {
        sudoAsked.incrementAndGet();
        return Optional.ofNullable(sudo).map(Secret::of);
    }
}
