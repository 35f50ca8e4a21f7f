package app.greenroom.storage;

import app.greenroom.domain.backup.KeepRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The rules by which snapshots are kept, as one JSON file: one for all, and those of single instances. */
public final class RetentionFile {
    private static final Saved NOTHING = new Saved(Optional.empty(), Map.of());

    private final JsonFile<Saved> file;

    /** Keeps them in the given file, which need not exist. */
    public RetentionFile(Path file) {
        this.file = new JsonFile<>(file, 1, Saved.class, Function.identity(), Function.identity());
    }

    /** The rule for all; empty if none was chosen. */
    public Optional<KeepRule> all() throws IOException {
        return read().all();
    }

    /**
     * The rule of an instance.
     *
     * @param instance full name
     * @return empty if it has none of its own
     */
    public Optional<KeepRule> of(String instance) throws IOException {
        return Optional.ofNullable(read().own().get(instance));
    }

    /** Keeps the rule for all. */
    public void keepAll(KeepRule rule) throws IOException {
        file.change(NOTHING, saved -> new Saved(Optional.of(rule), saved.own()));
    }

    /** Keeps the rule of an instance; an empty one is forgotten. */
    public void keep(String instance, Optional<KeepRule> rule) throws IOException {
        file.change(NOTHING, saved -> {
            Map<String, KeepRule> own = new TreeMap<>(saved.own());
            own.remove(instance);
            rule.ifPresent(each -> own.put(instance, each));
            return new Saved(saved.all(), own);
        });
    }

    private Saved read() throws IOException {
        return file.read().orElse(NOTHING);
    }

    /** The shape of the file. */
    private record Saved(Optional<KeepRule> all, Map<String, KeepRule> own) {
        Saved {
            own = Map.copyOf(own);
        }
    }
}
