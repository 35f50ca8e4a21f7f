package app.greenroom.operation.backup;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.backup.SnapshotManifest.Source;
import app.greenroom.domain.backup.SourcePath;
import app.greenroom.storage.library.IncomingFile;
import app.greenroom.storage.library.SnapshotDraft;
import java.io.IOException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Hears files, one after the other, and puts them into a half-taken snapshot. */
final class FileReceiver implements FrameReader.Handler, AutoCloseable {
    private static final long ROOM = 8 << 20;

    private final SnapshotDraft draft;
    private final Choice choice;
    private final LongConsumer arrived;
    private @Nullable Current current;

    /**
     * Puts files into a draft.
     *
     * @param choice says what each file is, and hears what became of it
     * @param arrived hears how many bytes came
     */
    FileReceiver(SnapshotDraft draft, Choice choice, LongConsumer arrived) {
        this.draft = draft;
        this.choice = choice;
        this.arrived = arrived;
    }

    /** A file whose content, time and mode are known before it comes. */
    interface Known extends Choice {
        /** What the file is on the server; its hash is the one that was written down when it was taken. */
        Source expected(Place place);
    }

    private record Current(Place place, IncomingFile file, long size, long mtimeNs, int mode) {}

    /**
     * What a file is.
     *
     * @param role in the snapshot
     * @param path on the server
     */
    record Place(Role role, SourcePath path) {}

    /** Says what each file is, and hears what became of it. */
    interface Choice {
        /** Says what an announced file is; refuses one that was not asked for. */
        Place place(Said announced) throws BadAnswerException;

        /** Hears that a file is in the snapshot; whether it changed while it was read. */
        void kept(Entry entry, boolean changed) throws IOException;

        /** Hears that a file could not be had: vanished, unreadable, special. */
        void missed(Place place, String reason, String detail) throws IOException;

        /** Hears a note that belongs to no file. */
        default void note(Said note) throws IOException {
            throw new BadAnswerException("a note that was not asked for");
        }
    }

    @Override
    public void frame(char letter, byte[] buffer, int offset, int length) throws IOException {
        switch (letter) {
            case 'O' -> open(Said.parse(buffer, offset, length));
            case 'D' -> piece(buffer, offset, length);
            case 'C' -> finish(Said.parse(buffer, offset, length));
            case 'X' -> miss(Said.parse(buffer, offset, length));
            case 'N' -> choice.note(Said.parse(buffer, offset, length));
            default -> throw new BadAnswerException("frame " + letter + " among files");
        }
    }

    private void open(Said said) throws IOException {
        if (current != null) {
            throw new BadAnswerException("a file begins within another");
        }
        long size = said.number("size");
        long mode = said.number("mode");
        if (size < -1 || mode < 0 || mode > 07777) {
            throw new BadAnswerException("a file of impossible size or mode");
        }
        Place place = choice.place(said);
        if (size > ROOM && draft.usableBytes() < size + ROOM) {
            throw new LocalDiskFullException(size, draft.usableBytes());
        }
        current = new Current(place, draft.create(place.role(), place.path()), size, said.number("mtime"), (int) mode);
    }

    private Current current() throws BadAnswerException {
        Current file = current;
        if (file == null) {
            throw new BadAnswerException("a piece of no file");
        }
        return file;
    }

    private void piece(byte[] buffer, int offset, int length) throws IOException {
        Current now = current();
        if (now.size() >= 0 && now.file().size() + length > now.size()) {
            throw new BadAnswerException("a file is longer than announced");
        }
        now.file().write(buffer, offset, length);
        arrived.accept(length);
    }

    private void finish(Said said) throws IOException {
        Current now = current();
        boolean changed = said.flag("changed");
        if (said.number("size") != now.file().size()
                || (now.size() >= 0 && !changed && now.file().size() != now.size())) {
            throw new BadAnswerException("a file is shorter than announced");
        }
        current = null;
        if (choice instanceof Known known) {
            keep(now, known.expected(now.place()), said.text("sha256"));
            return;
        }
        Entry entry = keep(now, now.mtimeNs(), now.mode(), said.text("sha256"));
        choice.kept(entry, changed);
    }

    private void keep(Current now, Source expected, String sha256) throws IOException {
        if (sha256.equals(expected.sha256())) {
            choice.kept(keep(now, expected.mtimeNs(), expected.mode(), sha256), false);
        } else {
            now.file().close(); // nothing that is not as it was written may look like a file of a snapshot
            choice.missed(now.place(), "damaged", "SHA-256 is " + sha256);
        }
    }

    private static Entry keep(Current now, long mtimeNs, int mode, String sha256) throws IOException {
        return now.file()
                .keep(mtimeNs, mode, sha256)
                .orElseThrow(() -> new BadAnswerException("a file's content is not what the server read"));
    }

    private void miss(Said said) throws IOException {
        Current now = current;
        Place place = now == null ? choice.place(said) : now.place();
        if (now != null) {
            current = null;
            now.file().close();
        }
        choice.missed(place, said.text("reason"), said.text("detail"));
    }

    /** Throws a file away that was not finished. */
    @Override
    public void close() throws IOException {
        Current now = current;
        if (now != null) {
            current = null;
            now.file().close();
        }
    }

    /** Whether no file is half there. */
    boolean complete() {
        return current == null;
    }
}
