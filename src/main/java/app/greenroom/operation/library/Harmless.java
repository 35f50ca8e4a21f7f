package app.greenroom.operation.library;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which files may be handed to the desktop for opening. Uploaded ones come from anybody: programs would run, and pages
 * (HTML, SVG) would run scripts, so only kinds that are shown and nothing else are let through. What belongs to the
 * server is text and is shown as such.
 */
final class Harmless {
    private static final Set<String> SHOWN = Set.of(
            "avif", "bmp", "csv", "docx", "flac", "gif", "heic", "jpeg", "jpg", "key", "log", "m4a", "md", "mkv", "mov",
            "mp3", "mp4", "odp", "ods", "odt", "oga", "ogg", "ogv", "opus", "pdf", "png", "pptx", "rst", "rtf", "tif",
            "tiff", "txt", "wav", "webm", "webp", "xlsx");
    private static final int LONGEST = 120;

    private Harmless() {}

    /** Name under which a file may be opened; empty if it may not. */
    static Optional<String> name(Entry file) {
        String plain = file.source().path().toString();
        String name = plain.substring(plain.lastIndexOf('/') + 1).replaceAll("[^\\p{L}\\p{N}._ -]", "_");
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String begin = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        String shortened = begin.substring(0, Math.min(LONGEST, begin.length())).replaceFirst("^[. -]+", "_");
        return switch (file.role()) {
            case DATABASE -> Optional.empty();
            case MEDIA ->
                SHOWN.contains(end)
                        ? Optional.of((shortened.isEmpty() ? "_" : shortened) + "." + end)
                        : Optional.empty();
            case SECRET, SERVER -> Optional.of(name.replaceFirst("^[. -]+", "") + ".txt");
        };
    }
}
