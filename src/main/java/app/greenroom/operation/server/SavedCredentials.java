package app.greenroom.operation.server;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.operation.Servers.SignInSecrets;
import app.greenroom.storage.secret.SecretStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The secrets of saved servers: those given for this run first, then those stored. The store is touched only when a
 * secret is really wanted, and never read for servers that are asked for every time.
 */
public final class SavedCredentials {
    private final SecretStore store;
    private final Consumer<Secret> seen;
    private final Map<String, SignInSecrets> given = new ConcurrentHashMap<>();
    private final Set<String> guessRefused = ConcurrentHashMap.newKeySet();

    /** Takes stored secrets from the store. */
    public SavedCredentials(SecretStore store) {
        this(store, secret -> {});
    }

    /**
     * Takes stored secrets from the store.
     *
     * @param seen told every secret that passes, so that it can be kept out of logs
     */
    public SavedCredentials(SecretStore store, Consumer<Secret> seen) {
        this.store = store;
        this.seen = seen;
    }

    /** Credentials for one sign-in to a saved server. */
    Credentials of(ServerProfile profile) {
        return of(profile, SignInSecrets.none(), true);
    }

    /**
     * Credentials for one sign-in to a server as it is being edited.
     *
     * @param typed what the user typed; comes before everything else
     * @param saved whether this is a saved server, with the address and account that its secrets were given for
     */
    Credentials of(ServerProfile profile, SignInSecrets typed, boolean saved) {
        tell(typed);
        SignInSecrets known = saved ? given.getOrDefault(profile.name(), SignInSecrets.none()) : SignInSecrets.none();
        boolean mayGuess = !saved || !guessRefused.contains(profile.name());
        return new Credentials(
                profile.authentication() instanceof SshAuthentication.Password && mayGuess,
                new SignInSecrets(typed.signIn().or(known::signIn), typed.sudo().or(known::sudo)),
                saved && !profile.askEveryTime() ? kind -> stored(profile.name(), kind) : kind -> Optional.empty());
    }

    /**
     * Notes that sudo refused the account's password, which was only a guess: it is not tried again in this run, because
     * failed tries can lock an account, and sudo reports them to the server's owner.
     */
    void guessRefused(String name) {
        guessRefused.add(name);
    }

    /** Gives secrets for this run of the program. */
    void give(String name, SignInSecrets secrets) {
        tell(secrets);
        guessRefused.remove(name);
        given.put(name, secrets);
    }

    /**
     * Stores secrets, or gives them for this run if the server is asked for every time; what was stored for such a
     * server before is then removed. Absent secrets leave stored ones as they are.
     */
    void keep(ServerProfile profile, SignInSecrets secrets) throws OperationFailedException {
        tell(secrets);
        String name = profile.name();
        guessRefused.remove(name);
        if (profile.askEveryTime()) {
            forget(name);
            given.put(name, secrets);
            return;
        }
        put(key(name, Credentials.SIGN_IN), secrets.signIn());
        put(key(name, Credentials.SUDO), secrets.sudo());
        given.remove(name);
    }

    /** Removes what is stored and given for a server. */
    void forget(String name) throws OperationFailedException {
        given.remove(name);
        SecretFailures.telling("removing the secrets of " + name, () -> {
            store.removeAll(key(name, ""));
            return true;
        });
    }

    private Optional<Secret> stored(String name, String kind) throws OperationFailedException {
        Optional<Secret> secret =
                SecretFailures.telling("reading the secrets of " + name, () -> store.get(key(name, kind)));
        secret.ifPresent(seen);
        return secret;
    }

    private void tell(SignInSecrets secrets) {
        secrets.signIn().ifPresent(seen);
        secrets.sudo().ifPresent(seen);
    }

    private void put(String key, Optional<Secret> secret) throws OperationFailedException {
        if (secret.isPresent()) {
            SecretFailures.telling("storing " + key, () -> {
                store.put(key, secret.get());
                return true;
            });
        }
    }

    private static String key(String name, String kind) {
        return "server/" + name + "/" + kind;
    }
}
