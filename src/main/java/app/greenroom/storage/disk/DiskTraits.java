package app.greenroom.storage.disk;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Which names a disk can hold beside each other.
 *
 * @param ignoresCase whether names that differ only in case are one
 * @param ignoresNormalForm whether names that differ only in how accents are composed are one
 * @param windowsRules whether the rules of Windows for names hold
 * @param longest most units of one name: bytes, or characters under the rules of Windows
 */
public record DiskTraits(boolean ignoresCase, boolean ignoresNormalForm, boolean windowsRules, int longest) {
    private static final String COMPOSED = ".greenroom-probe-\u00e9";
    /** FAT has the rules of Windows on every system. */
    private static final String SPECIAL = ".greenroom-probe-:?|";

    private static final String DECOMPOSED = ".greenroom-probe-e\u0301";

    /** A disk on which every sequence of at most 255 bytes is a name of its own, as usual on Linux. */
    public static DiskTraits anyName() {
        return new DiskTraits(false, false, false, 255);
    }

    /** Whether the locale of this program can hold a name; names are bytes to the system, and it encodes them. */
    public static boolean localeHolds(String name) {
        try {
            return Path.of(name).toString().equals(name.replace('/', File.separatorChar));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean holds(Disk disk, Path probe) throws IOException {
        try {
            disk.delete(probe);
            disk.create(probe).close();
        } catch (java.nio.file.FileSystemException e) {
            return false; // a disk that is full or may not be written to fails at the plain name already
        }
        disk.delete(probe);
        return true;
    }

    /** Finds out by trying in a folder. */
    public static DiskTraits of(Disk disk, Path folder) throws IOException {
        Path probe = folder.resolve(COMPOSED);
        disk.delete(probe);
        disk.create(probe).close();
        try {
            boolean ignoresCase = Files.exists(folder.resolve(COMPOSED.toUpperCase(java.util.Locale.ROOT)));
            boolean ignoresNormalForm = Files.exists(folder.resolve(DECOMPOSED));
            boolean windowsRules = File.separatorChar == '\\' || !holds(disk, folder.resolve(SPECIAL));
            return new DiskTraits(ignoresCase, ignoresNormalForm, windowsRules, 255);
        } finally {
            disk.delete(probe);
        }
    }
}
