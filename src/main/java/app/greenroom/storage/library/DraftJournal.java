package app.greenroom.storage.library;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.storage.disk.Disk;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** What was fetched whole into a half-taken snapshot: one line of JSON for each file, appended when it is in place. */
final class DraftJournal implements AutoCloseable {
    static final String NAME = "journal.jsonl";
    private static final JsonMapper JSON = new JsonMapper();

    /** Bytes of files whose lines may be lost when this program is killed. */
    private static final long AT_STAKE = 1 << 20;

    private final OutputStream stream;
    private long written;
    private long unsafe;

    DraftJournal(Disk disk, Path folder) throws IOException {
        // a line that is lost in a crash costs the fetching of a file; asking the system for each small one costs more
        stream = new BufferedOutputStream(disk.create(folder.resolve(NAME)));
    }

    synchronized void add(Entry entry) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            EntryJson.write(entry, json);
        }
        line.write('\n');
        stream.write(line.toByteArray());
        written++;
        unsafe += entry.stored().size();
        if (unsafe >= AT_STAKE) {
            stream.flush();
            unsafe = 0;
        }
    }

    /** Number of files that were added. */
    synchronized long written() {
        return written;
    }

    /** The files of a half-taken snapshot. A line that was cut or garbled is no file; none of this is trusted blindly. */
    static List<Entry> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        List<Entry> entries = new ArrayList<>();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return entries;
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> addTo(entries, line));
        }
        return entries;
    }

    private static void addTo(List<Entry> entries, String line) {
        try {
            entries.add(EntryJson.read(JSON.readTree(line.getBytes(StandardCharsets.ISO_8859_1))));
        } catch (JacksonException | IllegalArgumentException | UnusableManifestException e) {
            return; // cut in the middle of the line, or not ours: the file is fetched again
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
