package app.greenroom.viewmodel.backup;

import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.SnapshotSummary.Condition;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.backup.SnapshotRow.Detail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts snapshots into rows and figures. */
final class SnapshotRows {
    private final Words words;

    SnapshotRows(Words words) {
        this.words = words;
    }

    SnapshotRow row(SnapshotSummary snapshot, Instant now) {
        boolean whole = snapshot.condition() == Condition.WHOLE;
        return new SnapshotRow(
                snapshot,
                words.moment(snapshot.id().taken(), now),
                whole ? snapshot.pretalx() : words.get("view.unknown"),
                whole ? words.amounts().size(snapshot.totalBytes()) : "",
                whole ? words.amounts().size(snapshot.newBytes()) : "",
                tone(snapshot),
                state(snapshot),
                details(snapshot, now));
    }

    private static Tone tone(SnapshotSummary snapshot) {
        if (snapshot.condition() == Condition.DAMAGED || snapshot.damaged() > 0) {
            return Tone.PROBLEM;
        }
        return snapshot.condition() == Condition.WHOLE && snapshot.verified().isPresent() ? Tone.OK : Tone.UNKNOWN;
    }

    private String state(SnapshotSummary snapshot) {
        return switch (snapshot.condition()) {
            case DAMAGED -> words.get("view.backups.state.unusable");
            case NEWER -> words.get("view.backups.state.newer");
            case WHOLE ->
                snapshot.damaged() > 0
                        ? words.get("view.backups.state.damaged", snapshot.damaged())
                        : words.get(
                                snapshot.verified().isPresent()
                                        ? "view.backups.state.verified"
                                        : "view.backups.state.unverified");
        };
    }

    private List<Detail> details(SnapshotSummary snapshot, Instant now) {
        List<Detail> details = new ArrayList<>();
        snapshot.head().ifPresent(head -> {
            head.counts().ifPresent(counts -> {
                detail(details, "events", String.valueOf(counts.events()));
                detail(details, "proposals", String.valueOf(counts.proposals()));
                detail(details, "users", String.valueOf(counts.users()));
            });
            detail(details, "files", String.valueOf(head.totals().files()));
            detail(details, "database", database(head.origin()));
            detail(details, "took", words.amounts().duration(Duration.between(head.taken(), head.finished())));
        });
        detail(
                details,
                "verified",
                snapshot.verified().map(at -> words.moment(at, now)).orElse(words.get("view.backups.never")));
        return details;
    }

    private String database(SnapshotManifest.Origin origin) {
        String kind = "finding.DATABASE.kind." + origin.databaseKind().toUpperCase(Locale.ROOT);
        String name = words.messages().has(kind) ? words.get(kind) : origin.databaseKind();
        return words.get("view.backups.database", name, origin.databaseVersion());
    }

    private void detail(List<Detail> details, String key, String value) {
        details.add(new Detail(words.get("view.backups.detail." + key), value));
    }

    List<Figure> figures(List<SnapshotSummary> snapshots, Instant now) {
        return List.of(last(snapshots, now), verified(snapshots, now), next(), kept(snapshots, now));
    }

    private Figure last(List<SnapshotSummary> snapshots, Instant now) {
        String label = words.get("view.figure.snapshot");
        return snapshots.stream()
                .filter(SnapshotSummary::usable)
                .findFirst()
                .map(each -> new Figure(
                        label,
                        words.amounts().age(each.id().taken(), now),
                        words.get(
                                "view.backups.lastNote",
                                words.amounts().size(each.totalBytes()),
                                words.amounts().size(each.newBytes())),
                        Tone.OK))
                .orElseGet(() -> new Figure(
                        label, words.get("view.figure.none"), words.get("view.figure.noSnapshot"), Tone.ATTENTION));
    }

    private Figure verified(List<SnapshotSummary> snapshots, Instant now) {
        String label = words.get("view.backups.lastVerified");
        Optional<Instant> newest =
                snapshots.stream().flatMap(each -> each.verified().stream()).max(Instant::compareTo);
        return newest.map(at -> new Figure(
                        label, words.amounts().age(at, now), words.get("view.backups.verifiedNote"), Tone.OK))
                .orElseGet(() -> new Figure(
                        label, words.get("view.backups.never"), words.get("view.backups.neverNote"), Tone.UNKNOWN));
    }

    private Figure next() {
        return new Figure(
                words.get("view.backups.next"),
                words.get("view.backups.nextNone"),
                words.get("view.backups.nextNote"),
                Tone.UNKNOWN);
    }

    private Figure kept(List<SnapshotSummary> snapshots, Instant now) {
        long damaged = snapshots.stream().filter(each -> !each.usable()).count();
        long bytes = snapshots.stream().mapToLong(SnapshotSummary::newBytes).sum();
        String note = snapshots.isEmpty()
                ? ""
                : words.get(
                        "view.backups.keptNote",
                        words.amounts().size(bytes),
                        words.moment(snapshots.getLast().id().taken(), now));
        return new Figure(
                words.get("view.backups.kept"),
                words.get("view.backups.keptValue", snapshots.size()),
                damaged == 0 ? note : words.get("view.backups.keptDamaged", damaged),
                damaged == 0 ? Tone.OK : Tone.PROBLEM);
    }
}
