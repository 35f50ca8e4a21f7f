package app.greenroom.storage.library;

import app.greenroom.storage.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the last look at a snapshot's files found: {@code verify.json} beside the manifest, which it leaves untouched.
 *
 * @param soundAt when every file was last found right; empty if never, or if damage is known
 * @param damaged stored names of files that are not as the manifest says
 * @param provenAt when a drill last restored it completely; empty if never, or if damage is known
 */
record VerifyMark(Optional<Instant> soundAt, Set<String> damaged, Optional<Instant> provenAt) {
    static final String NAME = "verify.json";
    private static final JsonMapper JSON = new JsonMapper();
    private static final MarkFile FILE = new MarkFile(NAME);

    VerifyMark {
        damaged = Set.copyOf(damaged);
        soundAt = damaged.isEmpty() ? soundAt : Optional.empty();
        provenAt = damaged.isEmpty() ? provenAt : Optional.empty();
    }

    static VerifyMark none() {
        return new VerifyMark(Optional.empty(), Set.of(), Optional.empty());
    }

    /** The mark of a snapshot's folder; none if there is none, or none that can be read: then it was never verified. */
    static VerifyMark read(Path folder) throws IOException {
        Optional<byte[]> content = FILE.read(folder);
        if (content.isEmpty()) {
            return none();
        }
        try {
            JsonNode node = JSON.readTree(content.get());
            Set<String> names = new TreeSet<>();
            node.path("damaged").forEach(each -> names.add(each.stringValue("")));
            return new VerifyMark(moment(node, "soundAt"), names, moment(node, "provenAt"));
        } catch (JacksonException | DateTimeException e) {
            return none();
        }
    }

    private static Optional<Instant> moment(JsonNode node, String name) {
        String at = node.path(name).stringValue("");
        return at.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(at));
    }

    /** Writes it at once and whole. */
    void write(Disk disk, Path folder) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        soundAt.ifPresent(at -> node.put("soundAt", at.toString()));
        provenAt.ifPresent(at -> node.put("provenAt", at.toString()));
        new TreeSet<>(damaged).forEach(node.withArray("damaged")::add);
        FILE.write(disk, folder, JSON.writeValueAsBytes(node));
    }

    /** This mark after a look at every byte. */
    VerifyMark verified(Instant at, Set<String> found) {
        return new VerifyMark(Optional.of(at), found, provenAt);
    }

    /** This mark with more damage. */
    VerifyMark withDamaged(Set<String> more) {
        Set<String> all = new TreeSet<>(damaged);
        all.addAll(more);
        return new VerifyMark(soundAt, all, provenAt);
    }

    /** This mark after a drill that restored everything. */
    VerifyMark proven(Instant at) {
        return new VerifyMark(soundAt, damaged, Optional.of(at));
    }
}
