package app.greenroom.operation.restore;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.backup.SnapshotManifest.Source;
import app.greenroom.domain.backup.SnapshotManifest.Stored;
import app.greenroom.domain.backup.SourcePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** Files of a snapshot in a folder, and parcels of them for a server beside it. */
record SampleParcel(Path folder) {
    /** What jobs of the site hold. */
    static final String KEY = "/data";

    Parcel parcel(String job, Parcel.Item... items) {
        return new Parcel(
                folder.resolve("snapshot"),
                folder.resolve("server/var/lib/greenroom/staging").resolve(job).toString(),
                folder.resolve("server/data/.greenroom-" + job).toString(),
                List.of(items));
    }

    Entry stored(String name, String content, long time) throws IOException {
        Path file = folder.resolve("snapshot/media").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return new Entry(
                Role.MEDIA,
                new Source(SourcePath.of(name), content.length(), time * 1_000_000, 0644, hash(content)),
                new Stored("media/" + name, content.length(), hash(content)));
    }

    Entry entry(Role role, String name, String content) throws IOException {
        Files.writeString(folder.resolve("snapshot").resolve(name), content);
        return new Entry(
                role,
                new Source(SourcePath.of(name), -1, 0, 0600, hash(content)),
                new Stored(name, content.length(), hash(content)));
    }

    static String hash(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
