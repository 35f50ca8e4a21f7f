package app.greenroom.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What this computer keeps about schedules, as one JSON file: its own, and how far those of servers were collected. */
public final class SchedulesFile {
    private final JsonFile<Map<String, Saved>> file;

    /** Keeps them in the given file, which need not exist. */
    public SchedulesFile(Path file) {
        this.file = new JsonFile<>(file, 1, Shape.class, Shape::instances, Shape::new);
    }

    /** What is saved about an instance, or {@link Saved#NOTHING}. */
    public Saved read(String instance) throws IOException {
        return all().getOrDefault(instance, Saved.NOTHING);
    }

    /** Everything that is saved, by the full names of the instances. */
    public Map<String, Saved> all() throws IOException {
        return file.read().orElse(Map.of());
    }

    /** Changes what is saved about an instance, under a lock that other Greenrooms respect, after reading it again. */
    public void change(String instance, UnaryOperator<Saved> change) throws IOException {
        file.change(Map.of(), all -> {
            Map<String, Saved> changed = new TreeMap<>(all);
            Saved saved = change.apply(all.getOrDefault(instance, Saved.NOTHING));
            if (saved.equals(Saved.NOTHING)) {
                changed.remove(instance);
            } else {
                changed.put(instance, saved);
            }
            return changed;
        });
    }

    /** The document. */
    record Shape(Map<String, Saved> instances) {
        Shape {
            instances = Map.copyOf(instances);
        }
    }

    /**
     * What is saved about one instance.
     *
     * @param at time of day of this computer's own schedule, such as {@code 20:00}; empty if there is none
     * @param since when that was set; empty if there is none
     * @param attempted when its newest attempt ended; empty if there was none
     * @param result how it ended: {@code OK}, {@code SKIPPED} or {@code FAILED}; empty if there was none
     * @param reason why, if not well; else empty
     * @param collected name of the newest set of the server's schedule that was collected; empty if none was
     */
    public record Saved(String at, String since, String attempted, String result, String reason, String collected) {
        /** Nothing. */
        public static final Saved NOTHING = new Saved("", "", "", "", "", "");

        /** The same with another schedule of this computer; its attempts are forgotten. */
        public Saved withSchedule(String newAt, String newSince) {
            return new Saved(newAt, newSince, "", "", "", collected);
        }

        /** The same after another attempt. */
        public Saved withAttempt(String when, String how, Optional<String> why) {
            return new Saved(at, since, when, how, why.orElse(""), collected);
        }

        /** The same after collecting a set; an older one changes nothing. */
        public Saved withCollected(String set) {
            return set.compareTo(collected) > 0 ? new Saved(at, since, attempted, result, reason, set) : this;
        }
    }
}
