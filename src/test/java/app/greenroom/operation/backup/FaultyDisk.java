package app.greenroom.operation.backup;

import app.greenroom.storage.disk.Disk;
import app.greenroom.storage.disk.LocalDisk;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A disk of this computer on which things go wrong. */
final class FaultyDisk implements Disk {
    private final Disk disk = new LocalDisk();
    private final AtomicLong operations = new AtomicLong();
    private final long powerCutAt;
    private final AtomicLong room;
    private final boolean links;

    private FaultyDisk(long powerCutAt, long room, boolean links) {
        this.powerCutAt = powerCutAt;
        this.room = new AtomicLong(room);
        this.links = links;
    }

    /** Nothing goes wrong, but nothing waits for the disk. */
    static FaultyDisk quick() {
        return dyingAt(Long.MAX_VALUE);
    }

    /** Nothing works any more from that operation on, as if the program had been killed. */
    static FaultyDisk dyingAt(long operation) {
        return new FaultyDisk(operation, Long.MAX_VALUE / 2, true);
    }

    /** So many bytes can be written, which nobody foresees. */
    static FaultyDisk with(long room) {
        return new FaultyDisk(Long.MAX_VALUE, room, true);
    }

    /** A disk without hard links. */
    static FaultyDisk withoutLinks() {
        return new FaultyDisk(Long.MAX_VALUE, Long.MAX_VALUE / 2, false);
    }

    /** The end of the program. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    long operations() {
        return operations.get();
    }

    private void count() {
        if (operations.incrementAndGet() >= powerCutAt) {
            throw new Killed();
        }
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        count();
        disk.makeFolder(folder);
    }

    @Override
    public OutputStream create(Path file) throws IOException {
        count();
        return new FilterOutputStream(disk.create(file)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                count();
                if (room.addAndGet(-length) < 0) {
                    throw new IOException("Auf dem Ger\u00e4t ist kein Speicherplatz mehr verf\u00fcgbar");
                }
                out.write(bytes, offset, length);
            }
        };
    }

    @Override
    public void link(Path existing, Path second) throws IOException {
        count();
        if (!links) {
            throw new IOException("no links here");
        }
        disk.link(existing, second);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        count();
        disk.rename(from, to);
    }

    @Override
    public void sync(Path fileOrFolder) {
        count(); // no test here cuts the power, and the disks of build machines are slow
    }

    @Override
    public void syncTree(Path folder, List<Path> files) {
        count();
    }

    @Override
    public void seal(Path file, long mtimeNs) throws IOException {
        count();
        disk.seal(file, mtimeNs);
    }

    @Override
    public void delete(Path fileOrFolder) throws IOException {
        count();
        disk.delete(fileOrFolder);
    }

    @Override
    public long largestFile(Path folder) throws IOException {
        return disk.largestFile(folder);
    }

    @Override
    public long usableBytes(Path folder) {
        // what is free is not told before it is gone, so that writing runs into the end of it
        return room.get() < 0 ? 0 : Long.MAX_VALUE / 2;
    }
}
