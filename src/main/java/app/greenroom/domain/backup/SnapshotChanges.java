package app.greenroom.domain.backup;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.instance.InstanceFacts.Counts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What changed from the snapshot before to a snapshot.
 *
 * @param id the snapshot
 * @param before the one that it is compared with; empty for the first: then everything is new
 * @param now what the manifests' heads say of the snapshot
 * @param then the same of the one before
 * @param files every file that was added, removed or changed, by role and path; the database is not among them
 */
public record SnapshotChanges(
        SnapshotId id, Optional<SnapshotId> before, State now, Optional<State> then, List<FileChange> files) {
    /** Copies the list. */
    public SnapshotChanges {
        files = List.copyOf(files);
    }

    /**
     * How much there was.
     *
     * @param counts events, proposals, users; empty if they could not be counted
     * @param pretalx installed version
     * @param databaseBytes size of the dump
     */
    public record State(Optional<Counts> counts, String pretalx, long databaseBytes) {}

    /**
     * A file that is not as before.
     *
     * @param kind how
     * @param role uploaded file, secret or configuration
     * @param path on the server; for uploaded files relative to their folder
     * @param bytes its size now; that of before if it was removed
     */
    public record FileChange(Kind kind, Role role, SourcePath path, long bytes) {}

    /** How a file is not as before. */
    public enum Kind {
        /** It was not there. */
        ADDED,
        /** It is not there any more. */
        REMOVED,
        /** It has another content. */
        CHANGED
    }

    /** Compares a snapshot with the one before it. */
    public static SnapshotChanges between(SnapshotManifest before, SnapshotManifest after) {
        Map<Key, Entry> left = new HashMap<>();
        before.entries().forEach(entry -> left.put(Key.of(entry), entry));
        List<FileChange> files = new ArrayList<>();
        for (Entry entry : after.entries()) {
            Entry former = left.remove(Key.of(entry));
            if (former == null) {
                add(files, Kind.ADDED, entry);
            } else if (!former.source().sha256().equals(entry.source().sha256())) {
                add(files, Kind.CHANGED, entry);
            }
        }
        left.values().forEach(entry -> add(files, Kind.REMOVED, entry));
        return new SnapshotChanges(
                after.id(), Optional.of(before.id()), state(after), Optional.of(state(before)), sorted(files));
    }

    /** The first snapshot: everything is new. */
    public static SnapshotChanges first(SnapshotManifest only) {
        List<FileChange> files = new ArrayList<>();
        only.entries().forEach(entry -> add(files, Kind.ADDED, entry));
        return new SnapshotChanges(only.id(), Optional.empty(), state(only), Optional.empty(), sorted(files));
    }

    private record Key(Role role, SourcePath path) {
        static Key of(Entry entry) {
            return new Key(entry.role(), entry.source().path());
        }
    }

    private static void add(List<FileChange> files, Kind kind, Entry entry) {
        if (entry.role() != Role.DATABASE) {
            files.add(new FileChange(
                    kind, entry.role(), entry.source().path(), entry.source().size()));
        }
    }

    private static List<FileChange> sorted(List<FileChange> files) {
        files.sort(java.util.Comparator.comparing(FileChange::role)
                .thenComparing(each -> each.path().toString())
                .thenComparing(each -> each.path().text()));
        return files;
    }

    private static State state(SnapshotManifest manifest) {
        long database = manifest.entries().stream()
                .filter(entry -> entry.role() == Role.DATABASE)
                .mapToLong(entry -> entry.stored().size())
                .sum();
        return new State(manifest.head().counts(), manifest.head().origin().pretalx(), database);
    }

    /** Number of uploaded files of a kind of change. */
    public long media(Kind kind) {
        return files.stream()
                .filter(each -> each.role() == Role.MEDIA && each.kind() == kind)
                .count();
    }

    /** Bytes of the uploaded files of a kind of change. */
    public long mediaBytes(Kind kind) {
        return files.stream()
                .filter(each -> each.role() == Role.MEDIA && each.kind() == kind)
                .mapToLong(FileChange::bytes)
                .sum();
    }

    /** Files of the server's set-up that are not as before: secret, configuration, units, schedules, package list. */
    public List<FileChange> setUp() {
        return files.stream().filter(each -> each.role() != Role.MEDIA).toList();
    }

    /** By how much the counts grew, negative if they shrank; empty if one of the two could not be counted. */
    public Optional<Counts> growth() {
        return then.flatMap(State::counts)
                .flatMap(old -> now.counts()
                        .map(fresh -> new Counts(
                                fresh.events() - old.events(),
                                fresh.proposals() - old.proposals(),
                                fresh.users() - old.users())));
    }
}
