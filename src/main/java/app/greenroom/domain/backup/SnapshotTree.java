package app.greenroom.domain.backup;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The files of a snapshot as folders, by the names that they have on the server: the database dump, {@code media} with
 * the uploaded files, {@code secret}, and {@code server} with configuration and the like. Names come from a server and
 * are not fit to be printed as they are.
 */
public final class SnapshotTree {
    /** Path of the folder above all. */
    public static final String ROOT = "";

    private final SnapshotId id;
    private final Map<String, List<Node>> folders = new HashMap<>();

    private SnapshotTree(SnapshotId id) {
        this.id = id;
    }

    /** The tree of a manifest. */
    public static SnapshotTree of(SnapshotManifest manifest) {
        SnapshotTree tree = new SnapshotTree(manifest.id());
        Map<String, Sum> sums = new HashMap<>();
        sums.put(ROOT, new Sum());
        for (Entry entry : manifest.entries()) {
            tree.add(entry, sums);
        }
        sums.forEach((path, sum) -> {
            if (!path.equals(ROOT)) {
                tree.below(above(path)).add(new Node(name(path), path, sum.bytes, sum.files, Optional.empty()));
            }
        });
        tree.folders.values().forEach(nodes -> nodes.sort(Node.ORDER));
        return tree;
    }

    /** The snapshot. */
    public SnapshotId id() {
        return id;
    }

    /**
     * What lies directly in a folder: folders first, then files, each by name.
     *
     * @param folder a folder's path, {@link #ROOT} for the uppermost; empty if there is no such folder
     */
    public List<Node> children(String folder) {
        return List.copyOf(Objects.requireNonNullElse(folders.get(folder), List.of()));
    }

    /** The file or folder of a path. */
    public Optional<Node> find(String path) {
        return path.equals(ROOT)
                ? Optional.empty()
                : children(above(path)).stream()
                        .filter(node -> node.path().equals(path))
                        .findFirst();
    }

    private void add(Entry entry, Map<String, Sum> sums) {
        String path = pathOf(entry);
        for (String folder = above(path); !folder.equals(ROOT); folder = above(folder)) {
            Sum sum = sums.computeIfAbsent(folder, each -> new Sum());
            sum.bytes += entry.source().size();
            sum.files++;
        }
        below(above(path)).add(new Node(name(path), path, entry.source().size(), 1, Optional.of(entry)));
    }

    private List<Node> below(String folder) {
        return folders.computeIfAbsent(folder, each -> new ArrayList<>());
    }

    private static String pathOf(Entry entry) {
        String path = entry.source().path().toString();
        return switch (entry.role()) {
            case DATABASE -> entry.stored().name();
            case SECRET -> "secret";
            case MEDIA -> "media/" + path;
            case SERVER -> path.startsWith("/") ? "server" + path : "server/" + path;
        };
    }

    private static String above(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static final class Sum {
        private long bytes;
        private long files;
    }

    /**
     * A file or folder.
     *
     * @param name last part of its path
     * @param path with forward slashes; of two files whose names are no UTF-8 it can be the same
     * @param bytes of the file on the server, or of all files in the folder and below
     * @param files how many files: 1 for a file
     * @param entry the file; empty for a folder
     */
    public record Node(String name, String path, long bytes, long files, Optional<Entry> entry) {
        private static final Comparator<Node> ORDER = Comparator.comparingInt((Node node) -> node.isFolder() ? 0 : 1)
                .thenComparing(node -> node.name().toLowerCase(Locale.ROOT))
                .thenComparing(Node::name);

        /** Whether it is a folder. */
        public boolean isFolder() {
            return entry.isEmpty();
        }

        /** When the file was last modified on the server; empty for a folder, and for a file that was made. */
        public Optional<Instant> modified() {
            return entry.map(each -> each.source().mtimeNs())
                    .filter(ns -> ns != 0)
                    .map(ns -> Instant.ofEpochSecond(0, ns));
        }

        /** Whether it is an uploaded file or a folder of them. */
        public boolean isMedia() {
            return entry.map(each -> each.role() == Role.MEDIA)
                    .orElse(path.equals("media") || path.startsWith("media/"));
        }
    }
}
