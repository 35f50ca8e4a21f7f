package app.greenroom.operation.restore;

import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.backup.SourcePath;
import app.greenroom.domain.restore.RestorePart;
import app.greenroom.domain.restore.RestoreRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Those files of a snapshot that a restore needs.
 *
 * @param database the dump; at most one
 * @param media uploaded files
 * @param secret the secret; at most one
 * @param configuration files with a place of their own on the server
 * @param packages the list of packages; at most one
 * @param held parts that the snapshot holds
 * @param unknownPaths single files that were asked for and are not in it
 */
record WantedFiles(
        List<Entry> database,
        List<Entry> media,
        List<Entry> secret,
        List<Entry> configuration,
        List<Entry> packages,
        Set<RestorePart> held,
        List<String> unknownPaths) {
    private static final SourcePath PACKAGES = SourcePath.of("pip-freeze.txt");

    /** Chooses them. */
    static WantedFiles of(SnapshotManifest manifest, RestoreRequest request) {
        EnumSet<RestorePart> held = EnumSet.of(RestorePart.MEDIA);
        manifest.entries().forEach(entry -> held.add(part(entry.role())));
        List<Entry> server = of(manifest, Role.SERVER);
        Set<Entry> media = new LinkedHashSet<>(chosen(manifest, Role.MEDIA, request));
        List<String> unknown = new ArrayList<>();
        for (String path : request.mediaPaths()) {
            List<Entry> found = below(manifest, path);
            media.addAll(found);
            if (found.isEmpty()) {
                unknown.add(path);
            }
        }
        return new WantedFiles(
                chosen(manifest, Role.DATABASE, request),
                List.copyOf(media),
                chosen(manifest, Role.SECRET, request),
                request.wants(RestorePart.CONFIGURATION)
                        ? server.stream().filter(entry -> !isPackages(entry)).toList()
                        : List.of(),
                server.stream().filter(WantedFiles::isPackages).toList(),
                Set.copyOf(held),
                List.copyOf(unknown));
    }

    /** Whether a file is the list of packages, which has no place on a server. */
    static boolean isPackages(Entry entry) {
        return entry.role() == Role.SERVER && entry.source().path().equals(PACKAGES);
    }

    private static List<Entry> of(SnapshotManifest manifest, Role role) {
        return manifest.entries().stream().filter(entry -> entry.role() == role).toList();
    }

    private static List<Entry> chosen(SnapshotManifest manifest, Role role, RestoreRequest request) {
        return request.wants(part(role)) ? of(manifest, role) : List.of();
    }

    private static RestorePart part(Role role) {
        return switch (role) {
            case DATABASE -> RestorePart.DATABASE;
            case MEDIA -> RestorePart.MEDIA;
            case SECRET -> RestorePart.SECRET;
            case SERVER -> RestorePart.CONFIGURATION;
        };
    }

    /** Uploaded files of this path, or below it. */
    private static List<Entry> below(SnapshotManifest manifest, String path) {
        String plain = path.replaceFirst("/+$", "");
        return of(manifest, Role.MEDIA).stream()
                .filter(entry -> {
                    String name = entry.source().path().toString();
                    return name.equals(plain) || name.startsWith(plain + "/");
                })
                .toList();
    }
}
