package app.greenroom.storage.library;

import app.greenroom.domain.backup.Pin;
import app.greenroom.storage.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The pin of a snapshot: {@code pin.json} beside the manifest, so that it travels with the folder. */
final class PinMark {
    static final String NAME = "pin.json";
    private static final MarkFile FILE = new MarkFile(NAME);
    private static final JsonMapper JSON = new JsonMapper();

    private PinMark() {}

    /** The pin of a snapshot's folder. A file that cannot be read is a pin all the same: somebody wanted it to stay. */
    static Optional<Pin> read(Path folder) throws IOException {
        return FILE.read(folder).map(PinMark::decode);
    }

    private static Pin decode(byte[] content) {
        try {
            JsonNode node = JSON.readTree(content);
            String note = node.path("note").stringValue("");
            return new Pin(
                    note.substring(0, Math.min(note.length(), Pin.LONGEST)),
                    Instant.parse(node.path("since").stringValue("")));
        } catch (JacksonException | DateTimeException e) {
            return new Pin("", Instant.EPOCH);
        }
    }

    static void write(Disk disk, Path folder, Pin pin) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        node.put("note", pin.note());
        node.put("since", pin.since().toString());
        FILE.write(disk, folder, JSON.writeValueAsBytes(node));
    }

    static void delete(Disk disk, Path folder) throws IOException {
        FILE.delete(disk, folder);
    }
}
