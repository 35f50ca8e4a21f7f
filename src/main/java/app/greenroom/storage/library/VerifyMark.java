package app.greenroom.storage.library;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
 */
record VerifyMark(Optional<Instant> soundAt, Set<String> damaged) {
    static final String NAME = "verify.json";
    private static final JsonMapper JSON = new JsonMapper();
    private static final long LARGEST = 64 << 20;

    VerifyMark {
        damaged = Set.copyOf(damaged);
    }

    static VerifyMark none() {
        return new VerifyMark(Optional.empty(), Set.of());
    }

    /** The mark of a snapshot's folder; none if there is none, or none that can be read: then it was never verified. */
    static VerifyMark read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
            return none();
        }
        try {
            JsonNode node = JSON.readTree(Files.readAllBytes(file));
            Set<String> names = new TreeSet<>();
            node.path("damaged").forEach(each -> names.add(each.stringValue()));
            String at = node.path("soundAt").stringValue("");
            return new VerifyMark(
                    at.isEmpty() || !names.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(at)), names);
        } catch (JacksonException | DateTimeException e) {
            return none();
        }
    }

    /** Writes it at once and whole. */
    void write(Disk disk, Path folder) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        soundAt.ifPresent(at -> node.put("soundAt", at.toString()));
        new TreeSet<>(damaged).forEach(node.withArray("damaged")::add);
        Path fresh = folder.resolve(NAME + ".new");
        disk.delete(fresh);
        try (OutputStream stream = disk.create(fresh)) {
            stream.write(JSON.writeValueAsBytes(node));
        }
        disk.sync(fresh);
        disk.rename(fresh, folder.resolve(NAME));
        disk.sync(folder);
    }

    /** This mark with more damage. */
    VerifyMark withDamaged(Set<String> more) {
        Set<String> all = new TreeSet<>(damaged);
        all.addAll(more);
        return new VerifyMark(Optional.empty(), all);
    }
}
