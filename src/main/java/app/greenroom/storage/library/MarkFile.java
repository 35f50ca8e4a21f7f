package app.greenroom.storage.library;

import app.greenroom.storage.disk.Disk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** A small file beside a manifest, which says something about the snapshot and is no part of it; written at once and whole. */
final class MarkFile {
    private static final long LARGEST = 64 << 20;

    private final String name;

    MarkFile(String name) {
        this.name = name;
    }

    /** What it holds; empty if it is not there, is a link, or is absurdly large. */
    Optional<byte[]> read(Path folder) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST) {
            return Optional.empty();
        }
        return Optional.of(Files.readAllBytes(file));
    }

    void write(Disk disk, Path folder, byte[] content) throws IOException {
        Path fresh = folder.resolve(name + ".new");
        disk.delete(fresh);
        try (OutputStream stream = disk.create(fresh)) {
            stream.write(content);
        }
        disk.sync(fresh);
        disk.rename(fresh, folder.resolve(name));
        disk.sync(folder);
    }

    void delete(Disk disk, Path folder) throws IOException {
        disk.delete(folder.resolve(name));
        disk.sync(folder);
    }
}
