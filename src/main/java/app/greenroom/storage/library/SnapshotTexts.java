package app.greenroom.storage.library;

import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.storage.disk.Disk;
import app.greenroom.storage.disk.Hashes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes what tells about a snapshot: its manifest, {@code RESTORE.txt}, their hashes, and the seal on these. */
final class SnapshotTexts {
    static final String RESTORE = "RESTORE.txt";

    private final Disk disk;
    private final Path folder;

    SnapshotTexts(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /**
     * Writes all of them.
     *
     * @param guide text of {@code RESTORE.txt}
     * @param key what the seal is made with; without it there is none
     */
    void write(SnapshotManifest manifest, String guide, Optional<SealKey> key) throws IOException {
        write(ManifestFile.NAME, stream -> ManifestFile.write(manifest, stream));
        write(RESTORE, stream -> stream.write(guide.getBytes(StandardCharsets.UTF_8)));
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        for (String name : List.of(ManifestFile.NAME, RESTORE)) {
            String line = Hashes.of(folder.resolve(name)) + "  " + name + "\n";
            hashes.writeBytes(line.getBytes(StandardCharsets.UTF_8));
        }
        write(ManifestFile.HASHES, hashes::writeTo);
        if (key.isPresent()) {
            String seal = key.get().seal(hashes.toByteArray());
            write(SealKey.NAME, stream -> stream.write(seal.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private void write(String name, Content content) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream stream = disk.create(file)) {
            content.writeTo(stream);
        }
        disk.seal(file, 0);
        disk.sync(file);
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream stream) throws IOException;
    }
}
