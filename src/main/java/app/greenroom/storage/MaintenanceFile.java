package app.greenroom.storage;

import app.greenroom.domain.server.MaintenanceWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The organisers' own words for maintenance pages, those of each saved server, as one JSON file. */
public final class MaintenanceFile {
    private static final Saved NOTHING = new Saved(Map.of());

    private final JsonFile<Saved> file;

    /** Keeps them in the given file, which need not exist. */
    public MaintenanceFile(Path file) {
        this.file = new JsonFile<>(file, 1, Saved.class, Function.identity(), Function.identity());
    }

    /** The words of a saved server; {@link MaintenanceWords#NONE} if it has none. */
    public MaintenanceWords of(String server) throws IOException {
        return file.read().orElse(NOTHING).servers().getOrDefault(server, MaintenanceWords.NONE);
    }

    /** Keeps the words of a saved server; empty ones are forgotten. */
    public void keep(String server, MaintenanceWords words) throws IOException {
        file.change(NOTHING, saved -> {
            Map<String, MaintenanceWords> all = new TreeMap<>(saved.servers());
            all.remove(server);
            if (!words.nothing()) {
                all.put(server, words);
            }
            return new Saved(all);
        });
    }

    /** The shape of the file. */
    private record Saved(Map<String, MaintenanceWords> servers) {
        Saved {
            servers = Map.copyOf(servers);
        }
    }
}
