package app.greenroom.storage;

import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.ServerProfile.KnownInstance;
import app.greenroom.domain.server.SshAuthentication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Saved servers as one JSON file, which holds no secret. */
public final class JsonServerProfileRepository implements ServerProfileRepository {
    private final JsonFile<List<ServerProfile>> file;

    /** Keeps them in the given file, which need not exist. */
    public JsonServerProfileRepository(Path file) {
        this(new AtomicFile(file));
    }

    JsonServerProfileRepository(AtomicFile file) {
        this.file = new JsonFile<>(
                file, 1, SavedServers.class, JsonServerProfileRepository::profiles, JsonServerProfileRepository::saved);
    }

    @Override
    public List<ServerProfile> all() throws IOException {
        return file.read().orElse(List.of());
    }

    @Override
    public void change(UnaryOperator<List<ServerProfile>> change) throws IOException {
        file.change(List.of(), present -> sorted(change.apply(present)));
    }

    private static List<ServerProfile> sorted(List<ServerProfile> profiles) {
        Set<String> names = new HashSet<>();
        for (ServerProfile profile : profiles) {
            if (!names.add(profile.name())) {
                throw new IllegalArgumentException("two servers named " + profile.name());
            }
        }
        return profiles.stream()
                .sorted(Comparator.comparing(ServerProfile::name))
                .toList();
    }

    private static List<ServerProfile> profiles(SavedServers saved) {
        return sorted(saved.servers().stream()
                .map(JsonServerProfileRepository::profile)
                .toList());
    }

    private static ServerProfile profile(SavedServer saved) {
        return new ServerProfile(
                saved.name(),
                saved.host(),
                saved.port(),
                saved.user(),
                authentication(saved),
                saved.askEveryTime(),
                saved.practice(),
                saved.instances());
    }

    private static SshAuthentication authentication(SavedServer saved) {
        return switch (saved.signIn()) {
            case AGENT -> new SshAuthentication.Agent();
            case KEY_FILE -> new SshAuthentication.KeyFile(saved.keyFile());
            case PASSWORD -> new SshAuthentication.Password();
        };
    }

    private static SavedServers saved(List<ServerProfile> profiles) {
        return new SavedServers(
                profiles.stream().map(JsonServerProfileRepository::saved).toList());
    }

    private static SavedServer saved(ServerProfile profile) {
        return new SavedServer(
                profile.name(),
                profile.host(),
                profile.port(),
                profile.user(),
                switch (profile.authentication()) {
                    case SshAuthentication.Agent() -> SignIn.AGENT;
                    case SshAuthentication.KeyFile(String _) -> SignIn.KEY_FILE;
                    case SshAuthentication.Password() -> SignIn.PASSWORD;
                },
                profile.authentication() instanceof SshAuthentication.KeyFile(String path) ? path : "",
                profile.askEveryTime(),
                profile.practice(),
                profile.instances());
    }

    /** The document, schema 1. */
    private record SavedServers(List<SavedServer> servers) {}

    /** A server in the document; the key file is empty where another way is used. */
    private record SavedServer(
            String name,
            String host,
            int port,
            String user,
            SignIn signIn,
            String keyFile,
            boolean askEveryTime,
            boolean practice,
            List<KnownInstance> instances) {}

    /** How a server in the document is signed in to. */
    private enum SignIn {
        AGENT,
        KEY_FILE,
        PASSWORD
    }
}
