package app.greenroom.storage.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** What the library does to a disk of this computer; a seam, so that tests can fill it, break it and cut its power. */
public interface Disk {
    /** Makes a folder and those above it, for the owner only; one that is there already stays as it is. */
    void makeFolder(Path folder) throws IOException;

    /** Makes a new file that only its owner may read, and nobody write again. Fails if the name is taken, by a link too. */
    OutputStream create(Path file) throws IOException;

    /** Gives a file a second name. Every disk may refuse that. */
    void link(Path existing, Path second) throws IOException;

    /** Gives a file or folder another name on the same disk at once; a file of that name is replaced. */
    void rename(Path from, Path to) throws IOException;

    /** Makes sure that a file's content, or a folder's names, survive a power cut. */
    void sync(Path fileOrFolder) throws IOException;

    /** Does so for a folder with all folders in it, and for those of its files that are new. */
    void syncTree(Path folder, List<Path> files) throws IOException;

    /**
     * Gives a file its modification time, and is the last thing that is done to it.
     *
     * @param mtimeNs nanoseconds since 1970; 0 leaves it
     */
    void seal(Path file, long mtimeNs) throws IOException;

    /** Removes a file or an empty folder, if it is there. */
    void delete(Path fileOrFolder) throws IOException;

    /** Bytes that may still be written to the disk that holds a folder. */
    long usableBytes(Path folder) throws IOException;

    /** Bytes of the largest file that the disk that holds a folder can hold. */
    long largestFile(Path folder) throws IOException;
}
