package app.greenroom.operation.drill;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.storage.disk.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** Chooses some of a snapshot's uploaded files. The same seed chooses the same ones of the same snapshot. */
final class DrillSample {
    /** More would take longer than it tells. */
    static final int MOST_FILES = 50;

    static final long MOST_BYTES = 64L << 20;

    private DrillSample() {}

    /** The chosen files: few, and together of bounded size, so that one that is too large alone is not among them. */
    static List<Entry> of(List<Entry> entries, long seed) {
        List<Drawn> drawn = entries.stream()
                .filter(entry -> entry.role() == Role.MEDIA)
                .map(entry -> new Drawn(lot(entry, seed), entry))
                .sorted(Comparator.comparing(Drawn::lot))
                .toList();
        List<Entry> chosen = new ArrayList<>();
        long bytes = 0;
        for (Drawn each : drawn) {
            long size = each.entry().stored().size();
            if (chosen.size() < MOST_FILES && bytes + size <= MOST_BYTES) {
                chosen.add(each.entry());
                bytes += size;
            }
        }
        return chosen;
    }

    private static String lot(Entry entry, long seed) {
        String text = seed + " " + entry.stored().name();
        return HexFormat.of().formatHex(Hashes.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private record Drawn(String lot, Entry entry) {}
}
