package app.greenroom.operation.backup;

import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.ssh.SshException;
import app.greenroom.storage.disk.Hashes;
import app.greenroom.storage.library.SnapshotLibrary;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fetches what a set on a server says about itself: its manifest, the hashes of that, and its guide. */
final class SetTexts implements FrameReader.Handler {
    private static final List<String> NAMES = List.of("manifest.sha256", "RESTORE.txt", "manifest.json");
    private static final String GUIDE = "RESTORE.txt";
    /** A million files, about. */
    private static final long LARGEST = 512L << 20;

    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final Path folder;
    private int next;
    private long bytes;
    private @Nullable OutputStream open;

    private SetTexts(Path folder) {
        this.folder = folder;
    }

    /**
     * What a set says about itself.
     *
     * @param manifest what it holds
     * @param guide the text of its {@code RESTORE.txt}
     * @param bytes how much came
     */
    record Received(SnapshotManifest manifest, String guide, long bytes) {}

    /**
     * Fetches them into a folder.
     *
     * @param set folder of the set on the server
     * @param folder empty, and bearing the name of the set
     * @throws SetDamagedException if they are not as they were written
     */
    static Received fetch(Conversation conversation, String set, Path folder, TaskContext context)
            throws SshException, OperationFailedException, IOException {
        SetTexts texts = new SetTexts(folder);
        try {
            conversation.hold(
                    "fetch", Map.of("media", set, "paths", ServerProgram.packed(joined())), LIMIT, texts, context);
        } finally {
            texts.closeOpen();
        }
        if (texts.next != NAMES.size()) {
            throw new BadAnswerException("only " + texts.next + " of " + NAMES.size() + " files came");
        }
        SnapshotManifest manifest = SnapshotLibrary.manifestIn(folder);
        Path guide = folder.resolve(GUIDE);
        List<String> hashes = Files.readAllLines(folder.resolve("manifest.sha256"));
        if (!hashes.contains(Hashes.of(guide) + "  " + GUIDE)) {
            throw new SetDamagedException(GUIDE);
        }
        return new Received(manifest, Files.readString(guide), texts.bytes);
    }

    private static byte[] joined() {
        return String.join("\0", NAMES).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void frame(char letter, byte[] buffer, int offset, int length) throws IOException {
        switch (letter) {
            case 'O' -> begin(Said.parse(buffer, offset, length));
            case 'D' -> piece(buffer, offset, length);
            case 'C' -> closeOpen();
            case 'X' -> throw new SetDamagedException(NAMES.get(Math.min(next, NAMES.size() - 1)));
            default -> throw new BadAnswerException("frame " + letter + " among files");
        }
    }

    private void begin(Said said) throws IOException {
        if (open != null || next >= NAMES.size() || said.number("index") != next) {
            throw new BadAnswerException("a file that was not asked for, or out of order");
        }
        open = Files.newOutputStream(folder.resolve(NAMES.get(next++)), java.nio.file.StandardOpenOption.CREATE_NEW);
    }

    private void piece(byte[] buffer, int offset, int length) throws IOException {
        OutputStream stream = open;
        bytes += length;
        if (stream == null || bytes > LARGEST) {
            throw new BadAnswerException("a piece of no file, or a manifest of more than " + LARGEST + " bytes");
        }
        stream.write(buffer, offset, length);
    }

    private void closeOpen() throws IOException {
        OutputStream stream = open;
        open = null;
        if (stream != null) {
            stream.close();
        }
    }
}
