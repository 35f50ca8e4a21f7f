package app.greenroom.cli;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.operation.Servers;
import app.greenroom.task.TaskContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Saved servers in memory; one host answers, with a key and a password of the test's choice. */
final class FakeServers implements Servers {
    static final HostKey KEY =
            new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIO0xGc0Lk7f3rGSBkYZrFqYw3s3v3sQm9kq0");
    static final HostKey OTHER =
            new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIP9xGc0Lk7f3rGSBkYZrFqYw3s3v3sQm9kq0");

    final Map<String, ServerProfile> saved = new TreeMap<>();
    final Map<String, SignInSecrets> provided = new HashMap<>();
    final Map<String, SignInSecrets> stored = new HashMap<>();
    final Map<String, HostKey> trusted = new HashMap<>();
    Optional<Secret> wanted = Optional.empty();
    Optional<OperationFailedException> unreachable = Optional.empty();
    private final FakeVault vault;

    FakeServers(FakeVault vault) {
        this.vault = vault;
    }

    /** Saves a server with one instance. */
    FakeServers with(String name, String... instances) {
        List<ServerProfile.KnownInstance> known = new ArrayList<>();
        for (String id : instances) {
            known.add(new ServerProfile.KnownInstance(id, "pretalx-web.service", "/var/pretalx/data"));
        }
        saved.put(
                name,
                new ServerProfile(
                        name, name + ".example.org", 22, "admin", new SshAuthentication.Agent(), false, false, known));
        trusted.put(name + ".example.org", KEY);
        return this;
    }

    /** The saved server of that name, which has to be there. */
    ServerProfile saved(String name) {
        return Objects.requireNonNull(saved.get(name));
    }

    /** The stored secrets of that server, which have to be there. */
    SignInSecrets stored(String name) {
        return Objects.requireNonNull(stored.get(name));
    }

    @Override
    public List<ServerProfile> list() {
        return List.copyOf(saved.values());
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
    public OfferedKey offeredKey(String host, int port, TaskContext context) throws OperationFailedException {
        if (unreachable.isPresent()) {
            throw unreachable.get();
        }
        Optional<HostKey> old = Optional.ofNullable(trusted.get(host));
        Standing standing = old.map(key -> key.equals(KEY) ? Standing.TRUSTED : Standing.CHANGED)
                .orElse(Standing.UNKNOWN);
        return new OfferedKey(KEY, standing, old.stream().toList(), false);
    }

    @Override
    public void trust(String host, int port, HostKey key) {
        trusted.put(host, key);
    }

    @Override
    public void forgetTrust(String host, int port) {
        trusted.remove(host);
    }

    @Override
    public ConnectionTest test(ServerProfile draft, SignInSecrets secrets, Consumer<Check> told, TaskContext context) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "REACH", Result.PASSED, List.of(draft.host(), String.valueOf(draft.port())), Optional.empty()));
        if (wanted.isPresent() && !secrets.signIn().equals(wanted)) {
            FailureReason reason =
                    secrets.signIn().isEmpty() ? FailureReason.SECRET_MISSING : FailureReason.SIGN_IN_REFUSED;
            checks.add(new Check(
                    "SIGN_IN",
                    Result.FAILED,
                    List.of(),
                    Optional.of(new OperationFailedException(reason, "no entry", "password"))));
            return new ConnectionTest(checks, List.of());
        }
        checks.add(new Check("SIGN_IN", Result.PASSED, List.of(draft.user()), Optional.empty()));
        checks.add(new Check("ELEVATION", Result.LIMITED, List.of(draft.user()), Optional.empty()));
        return new ConnectionTest(
                checks, List.of(new ServerProfile.KnownInstance("main", "pretalx-web.service", "/var/pretalx/data")));
    }

    @Override
    public void add(ServerProfile profile, SignInSecrets secrets) throws OperationFailedException {
        if (secrets.signIn().isPresent() && !profile.askEveryTime()) {
            vault.use();
            stored.put(profile.name(), secrets);
        }
        saved.put(profile.name(), profile);
    }

    @Override
    public void update(ServerProfile profile, SignInSecrets secrets) {
        throw new AssertionError("no command does this");
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
