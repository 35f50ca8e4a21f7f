package app.greenroom.operation.restore;

import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.restore.RestorePart;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Those files of a snapshot that a restore needs.
 *
 * @param database the dump; at most one
 * @param media uploaded files
 * @param secret the secret; at most one
 * @param configuration files with a place of their own on the server
 * @param held parts that the snapshot holds
 */
record WantedFiles(
        List<Entry> database, List<Entry> media, List<Entry> secret, List<Entry> configuration, Set<RestorePart> held) {

    /** Chooses them. */
    static WantedFiles of(SnapshotManifest manifest, Set<RestorePart> parts) {
        EnumSet<RestorePart> held = EnumSet.of(RestorePart.MEDIA);
        manifest.entries().forEach(entry -> held.add(part(entry.role())));
        return new WantedFiles(
                chosen(manifest, Role.DATABASE, parts),
                chosen(manifest, Role.MEDIA, parts),
                chosen(manifest, Role.SECRET, parts),
                chosen(manifest, Role.SERVER, parts).stream()
                        .filter(entry -> entry.source().path().text().startsWith("/")
                                || entry.source().path().text().equals("crontab"))
                        .toList(),
                Set.copyOf(held));
    }

    private static List<Entry> chosen(SnapshotManifest manifest, Role role, Set<RestorePart> parts) {
        return parts.contains(part(role))
                ? manifest.entries().stream()
                        .filter(entry -> entry.role() == role)
                        .toList()
                : List.of();
    }

    static RestorePart part(Role role) {
        return switch (role) {
            case DATABASE -> RestorePart.DATABASE;
            case MEDIA -> RestorePart.MEDIA;
            case SECRET -> RestorePart.SECRET;
            case SERVER -> RestorePart.CONFIGURATION;
        };
    }

    /** Uploaded files with these paths, or below them. */
    static List<Entry> below(SnapshotManifest manifest, String path) {
        String folder = path.endsWith("/") ? path : path + "/";
        Set<String> seen = new HashSet<>();
        return manifest.entries().stream()
                .filter(entry -> entry.role() == Role.MEDIA)
                .filter(entry -> {
                    String name = entry.source().path().toString();
                    return name.equals(path) || name.startsWith(folder);
                })
                .filter(entry -> seen.add(entry.stored().name()))
                .toList();
    }
}
