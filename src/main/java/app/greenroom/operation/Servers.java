package app.greenroom.operation;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.task.TaskContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Saved servers: adding, testing, trusting, removing. */
public interface Servers {
    /** All saved servers by name. */
    List<ServerProfile> list() throws OperationFailedException;

    /**
     * The saved server of that name.
     *
     * @throws OperationFailedException with reason SERVER_UNKNOWN
     */
    ServerProfile require(String name) throws OperationFailedException;

    /**
     * Asks a host for its key, without signing in.
     *
     * @throws OperationFailedException if it cannot be reached
     */
    OfferedKey offeredKey(String host, int port, TaskContext context) throws OperationFailedException;

    /**
     * Stores a host key that the user consents to.
     *
     * @throws OperationFailedException with reason HOST_KEY_CHANGED if another key is stored
     */
    void trust(String host, int port, HostKey key) throws OperationFailedException;

    /** Removes every stored key of a host, so that the next contact is a first one. */
    void forgetTrust(String host, int port) throws OperationFailedException;

    /**
     * Tries a server that need not be saved: reach, host key, sign-in, elevation, shell, python, pretalx, disk, clock.
     * Never throws for what a check is about: a failed check is part of the result, those after it are missing.
     *
     * @param secrets what to sign in with; where absent, those of the saved server of that name, if its address and
     *     account are the same
     * @param told each check as soon as it has ended, on the thread of the test
     */
    ConnectionTest test(ServerProfile draft, SignInSecrets secrets, Consumer<Check> told, TaskContext context)
            throws OperationFailedException;

    /** The same for who wants the whole result only. */
    default ConnectionTest test(ServerProfile draft, SignInSecrets secrets, TaskContext context)
            throws OperationFailedException {
        return test(draft, secrets, check -> {}, context);
    }

    /**
     * Saves a server, its instances as found by the test, and its secrets unless they are asked for every time.
     *
     * @throws OperationFailedException with reason SERVER_EXISTS
     */
    void add(ServerProfile profile, SignInSecrets secrets) throws OperationFailedException;

    /** Changes a saved server. Absent secrets leave the stored ones as they are. */
    void update(ServerProfile profile, SignInSecrets secrets) throws OperationFailedException;

    /** Removes profile, secrets and trust. Nothing on the server and no snapshot is deleted. */
    void remove(String name) throws OperationFailedException;

    /**
     * Gives secrets for this run of the program only, for servers that are asked for every time.
     *
     * @param name saved server
     */
    void provide(String name, SignInSecrets secrets);

    /**
     * The key that a host offers.
     *
     * @param key the key
     * @param standing how it relates to what is stored
     * @param stored the keys stored for that host and port
     * @param knownToOpenSsh whether the user's own known_hosts file names it
     */
    record OfferedKey(HostKey key, Standing standing, List<HostKey> stored, boolean knownToOpenSsh) {}

    /** How an offered key relates to what is stored. */
    enum Standing {
        /** No key is stored for the host. */
        UNKNOWN,
        /** It is stored. */
        TRUSTED,
        /** Another one is stored. */
        CHANGED
    }

    /**
     * What signing in needs.
     *
     * @param signIn password of the account or passphrase of the key file
     * @param sudo password for sudo; where absent the account's password is tried; an empty one says that there is
     *     none, so that the server is used without sudo
     */
    record SignInSecrets(Optional<Secret> signIn, Optional<Secret> sudo) {
        /** No secrets. */
        public static SignInSecrets none() {
            return new SignInSecrets(Optional.empty(), Optional.empty());
        }
    }

    /**
     * Result of a test.
     *
     * @param checks in order; the last one may have failed
     * @param instances instances found, each with the id it will have
     */
    record ConnectionTest(List<Check> checks, List<ServerProfile.KnownInstance> instances) {
        /** Whether no check failed. */
        public boolean passed() {
            return checks.stream().noneMatch(check -> check.result() == Result.FAILED);
        }

        /** Whether everything is well but for pretalx, which is not there: a snapshot can be restored to such a server. */
        public boolean onlyLacksPretalx() {
            return checks.stream()
                    .flatMap(check -> check.failure().stream())
                    .map(OperationFailedException::reason)
                    .toList()
                    .equals(List.of(FailureReason.NO_PRETALX));
        }
    }

    /**
     * One check of a test.
     *
     * @param code REACH, HOST_KEY, SIGN_IN, ELEVATION, SHELL, PYTHON, PRETALX, DISK, CLOCK; worded by
     *     {@code check.CODE}
     * @param result whether it passed
     * @param arguments fill the placeholders
     * @param failure why it failed, if it did
     */
    record Check(String code, Result result, List<String> arguments, Optional<OperationFailedException> failure) {}

    /** Result of a check. */
    enum Result {
        /** Fine. */
        PASSED,
        /** Works, but with less than all abilities. */
        LIMITED,
        /** Failed. */
        FAILED
    }
}
