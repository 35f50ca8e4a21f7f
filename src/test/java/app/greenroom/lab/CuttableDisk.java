package app.greenroom.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small ext4 disk in a file. At a cut it becomes what its file holds at that moment, without anybody syncing, at the same
 * place: as a server finds its disk when it starts again. Needs root.
 */
final class CuttableDisk implements AutoCloseable {
    private final Path place;
    private Path image;
    private Path kept;

    CuttableDisk(Path folder) throws IOException {
        place = Files.createDirectories(folder.resolve("disk"));
        image = folder.resolve("disk.img");
        kept = image;
        Commands.run(List.of("truncate", "-s", "64M", image.toString()));
        Commands.run(List.of("mkfs.ext4", "-q", image.toString()));
        mount();
    }

    private void mount() {
        Commands.run(List.of("mount", "-o", "loop", image.toString(), place.toString()));
    }

    Path place() {
        return place;
    }

    /** Everything so far is on the disk. */
    void sync() {
        Commands.run(List.of("sync", "-f", place.toString()));
    }

    /** The power goes, and comes back. */
    void cut() {
        keep();
        goBack();
    }

    /** Keeps what is on the disk at this moment. */
    void keep() {
        kept = image.resolveSibling(image.getFileName() + ".kept");
        Commands.run(List.of("cp", "--sparse=always", image.toString(), kept.toString()));
    }

    /** The disk is what was kept. */
    void goBack() {
        close();
        image = kept;
        mount();
    }

    @Override
    public void close() {
        Commands.run(List.of("umount", place.toString()));
    }
}
