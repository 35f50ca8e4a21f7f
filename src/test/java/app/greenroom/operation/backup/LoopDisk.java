package app.greenroom.operation.backup;

import app.greenroom.support.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own in a file of this computer, mounted where a library can lie. Needs root. */
final class LoopDisk implements AutoCloseable {
    private final Path folder;

    private LoopDisk(Path folder) {
        this.folder = folder;
    }

    /** Kinds of file systems. */
    enum Kind {
        /** Holds everything that a library wants. */
        EXT4("mkfs.ext4", "mount"),
        /** As on old sticks: names of Windows, no links, no permissions, times of two seconds, files below 4 GiB. */
        FAT("mkfs.vfat", "mount"),
        /** As on new sticks and cards: the same, with times of a second and files of any size. */
        EXFAT("mkfs.exfat", "mount.exfat-fuse");

        private final String make;
        private final String mount;

        Kind(String make, String mount) {
            this.make = make;
            this.mount = mount;
        }

        /** Whether this computer can mount it: not every kernel has a driver for FAT. */
        boolean known() throws IOException {
            return this != FAT
                    || Files.readString(Path.of("/proc/filesystems")).lines().anyMatch(each -> each.endsWith("\tvfat"));
        }
    }

    /**
     * Makes one.
     *
     * @param above folder for the image and for the place where it is mounted
     */
    static LoopDisk of(Kind kind, int megabytes, Path above) throws IOException {
        Path image = above.resolve("image");
        Path folder = Files.createDirectory(above.resolve("disk"));
        Programs.run("truncate", "-s", megabytes + "M", image.toString());
        Programs.run(kind.make, image.toString());
        String device =
                Programs.run("losetup", "--find", "--show", image.toString()).strip();
        try {
            Programs.run(kind.mount, device, folder.toString());
        } finally {
            // goes as soon as nobody uses the device any more
            Programs.run("losetup", "--detach", device);
        }
        return new LoopDisk(folder);
    }

    /** Where it is mounted. */
    Path folder() {
        return folder;
    }

    /** From now on it may only be read. */
    void protect() {
        Programs.run("mount", "-o", "remount,ro", folder.toString());
    }

    /** It is back. */
    void mountAgain() {
        Programs.run("mount", "-o", "loop", folder.resolveSibling("image").toString(), folder.toString());
    }

    /** It is gone at once: whoever has a file of it open keeps that, nobody finds another one. */
    void vanish() {
        Programs.run("umount", "--lazy", folder.toString());
    }

    @Override
    public void close() throws IOException {
        if (Files.readString(Path.of("/proc/self/mounts")).contains(" " + folder + " ")) {
            vanish();
        }
    }
}
