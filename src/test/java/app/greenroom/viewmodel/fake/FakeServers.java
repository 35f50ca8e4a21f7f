package app.greenroom.viewmodel.fake;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.ServerProfile.KnownInstance;
import app.greenroom.operation.Servers;
import app.greenroom.task.TaskContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Saved servers in memory. Every host offers the same key; a test decides how its checks end. */
public final class FakeServers implements Servers {
    /** The key that every host offers. */
    public static final HostKey KEY =
            new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIGrXk2h0b3VzZSBvZiBjYXJkcyBpcyBub3QgYSBrZXk=");

    private final Map<String, ServerProfile> saved = new LinkedHashMap<>();
    private final Map<String, SignInSecrets> provided = new LinkedHashMap<>();
    private final Map<String, HostKey> trusted = new LinkedHashMap<>();
    private List<Check> checks = List.of(
            passed("REACH", "talks.example.org", "22"),
            passed("HOST_KEY", "ED25519", KEY.fingerprint()),
            passed("SIGN_IN", "root"),
            passed("ELEVATION", "root"),
            passed("SHELL"),
            passed("PYTHON", "3.13.5"),
            passed("PRETALX", "1", "2025.2.2"),
            passed("DISK", "/var/pretalx", "31000000000"),
            passed("CLOCK", "0"));
    private Runnable afterEachCheck = () -> {};
    private List<KnownInstance> found =
            List.of(new KnownInstance("pretalx", "pretalx-web.service", "/var/pretalx/data"));

    /** A check that passed. */
    public static Check passed(String code, String... arguments) {
        return new Check(code, Result.PASSED, List.of(arguments), Optional.empty());
    }

    /** A check that failed. */
    public static Check failed(String code, OperationFailedException failure) {
        return new Check(code, Result.FAILED, failure.arguments(), Optional.of(failure));
    }

    /** Saves servers before the test begins. */
    public FakeServers with(ServerProfile... profiles) {
        for (ServerProfile profile : profiles) {
            saved.put(profile.name(), profile);
            trusted.put(profile.host() + ":" + profile.port(), KEY);
        }
        return this;
    }

    /** The outcome of the next tests. */
    public void checks(List<Check> outcome, List<KnownInstance> instances) {
        checks = outcome;
        found = instances;
    }

    /** What to do during a test, after each check. */
    public void afterEachCheck(Runnable part) {
        afterEachCheck = part;
    }

    /** Stores a key for a host. */
    public void stored(String host, int port, HostKey key) {
        trusted.put(host + ":" + port, key);
    }

    /** Secrets given for this run of the program. */
    public Map<String, SignInSecrets> provided() {
        return provided;
    }

    /** Secrets given for a server; none if none were. */
    public SignInSecrets given(String server) {
        return provided.getOrDefault(server, SignInSecrets.none());
    }

    /** Keys stored so far. */
    public Collection<HostKey> trusted() {
        return trusted.values();
    }

    @Override
    public List<ServerProfile> list() {
        return new ArrayList<>(saved.values());
    }

    @Override
    public ServerProfile require(String name) throws OperationFailedException {
        ServerProfile profile = saved.get(name);
        if (profile == null) {
            throw new OperationFailedException(FailureReason.SERVER_UNKNOWN, name, name);
        }
        return profile;
    }

    @Override
    public OfferedKey offeredKey(String host, int port, TaskContext context) {
        HostKey stored = trusted.get(host + ":" + port);
        if (stored == null) {
            return new OfferedKey(KEY, Standing.UNKNOWN, List.of(), false);
        }
        return new OfferedKey(KEY, stored.equals(KEY) ? Standing.TRUSTED : Standing.CHANGED, List.of(stored), false);
    }

    @Override
    public void trust(String host, int port, HostKey key) {
        trusted.put(host + ":" + port, key);
    }

    @Override
    public void forgetTrust(String host, int port) {
        trusted.remove(host + ":" + port);
    }

    @Override
    public ConnectionTest test(ServerProfile draft, SignInSecrets secrets, Consumer<Check> told, TaskContext context) {
        checks.forEach(check -> {
            told.accept(check);
            afterEachCheck.run();
        });
        return new ConnectionTest(checks, found);
    }

    @Override
    public void add(ServerProfile profile, SignInSecrets secrets) throws OperationFailedException {
        if (saved.putIfAbsent(profile.name(), profile) != null) {
            throw new OperationFailedException(FailureReason.SERVER_EXISTS, profile.name(), profile.name());
        }
        provided.put(profile.name(), secrets);
    }

    @Override
    public void update(ServerProfile profile, SignInSecrets secrets) {
        saved.put(profile.name(), profile);
    }

    @Override
    public void remove(String name) {
        saved.remove(name);
    }

    @Override
    public void provide(String name, SignInSecrets secrets) {
        provided.put(name, secrets);
    }
}
