package app.greenroom.viewmodel.backup;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.operation.Library;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The dates that matter about the snapshots of an instance: last taken, last verified, last proven, next. */
final class Dates {
    private final Words words;

    Dates(Words words) {
        this.words = words;
    }

    List<Figure> figures(List<SnapshotSummary> newestFirst, Figure next, Instant now) {
        return List.of(
                last(newestFirst, now),
                newest(newestFirst, SnapshotSummary::verified, "Verified", now),
                newest(newestFirst, SnapshotSummary::proven, "Proven", now),
                next);
    }

    private Figure last(List<SnapshotSummary> newestFirst, Instant now) {
        String label = words.get("view.figure.snapshot");
        return newestFirst.stream()
                .filter(SnapshotSummary::usable)
                .findFirst()
                .map(each -> new Figure(
                        label,
                        words.amounts().age(each.id().taken(), now),
                        words.get(
                                "view.backups.lastNote",
                                words.moment(each.id().taken(), now),
                                words.amounts().size(each.totalBytes()),
                                words.amounts().size(each.newBytes())),
                        Tone.OK))
                .orElseGet(() -> new Figure(
                        label, words.get("view.figure.none"), words.get("view.figure.noSnapshot"), Tone.ATTENTION));
    }

    private Figure newest(
            List<SnapshotSummary> snapshots,
            Function<SnapshotSummary, Optional<Instant>> date,
            String key,
            Instant now) {
        String label = words.get("view.backups.last" + key);
        return snapshots.stream()
                .filter(each -> date.apply(each).isPresent())
                .max(Comparator.comparing(each -> date.apply(each).orElseThrow()))
                .map(each -> new Figure(
                        label,
                        words.amounts().age(date.apply(each).orElseThrow(), now),
                        words.get(
                                "view.backups.last" + key + ".note",
                                words.moment(each.id().taken(), now)),
                        Tone.OK))
                .orElseGet(() -> new Figure(
                        label,
                        words.get("view.backups.never"),
                        words.get("view.backups.last" + key + ".never"),
                        Tone.UNKNOWN));
    }

    /** How many are kept, since when, and how much room they take. */
    String kept(List<SnapshotSummary> newestFirst, Optional<Library.Place> place, Instant now) {
        String free =
                place.map(known -> words.amounts().size(known.freeBytes())).orElse(words.get("view.unknown"));
        if (newestFirst.isEmpty()) {
            return words.get("view.backups.free", free);
        }
        long bytes = newestFirst.stream().mapToLong(SnapshotSummary::newBytes).sum();
        return words.get(
                "view.backups.kept",
                newestFirst.size(),
                words.moment(newestFirst.getLast().id().taken(), now),
                words.amounts().size(bytes),
                free);
    }
}
