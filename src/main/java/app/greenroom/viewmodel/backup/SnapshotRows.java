package app.greenroom.viewmodel.backup;

import app.greenroom.domain.backup.Pin;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.SnapshotSummary.Condition;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.backup.SnapshotRow.Detail;
import app.greenroom.viewmodel.backup.SnapshotRow.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts snapshots into rows. */
final class SnapshotRows {
    private final Words words;

    SnapshotRows(Words words) {
        this.words = words;
    }

    /** The rows of snapshots that are given newest first. */
    List<SnapshotRow> rows(List<SnapshotSummary> newestFirst, Instant now) {
        List<SnapshotRow> rows = new ArrayList<>();
        Optional<SnapshotSummary> later = Optional.empty();
        for (SnapshotSummary snapshot : newestFirst) {
            rows.add(row(snapshot, later, now));
            later = Optional.of(snapshot);
        }
        return rows;
    }

    private SnapshotRow row(SnapshotSummary snapshot, Optional<SnapshotSummary> later, Instant now) {
        boolean whole = snapshot.condition() == Condition.WHOLE;
        return new SnapshotRow(
                snapshot,
                words.moment(snapshot.id().taken(), now),
                whole ? snapshot.pretalx() : words.get("view.unknown"),
                whole ? words.amounts().size(snapshot.totalBytes()) : "",
                whole ? words.amounts().size(snapshot.newBytes()) : "",
                badges(snapshot, later),
                snapshot.pin().map(Pin::note),
                details(snapshot, now));
    }

    private List<Mark> badges(SnapshotSummary snapshot, Optional<SnapshotSummary> later) {
        List<Mark> badges = new ArrayList<>();
        badges.add(new Mark(state(snapshot), tone(snapshot)));
        if (snapshot.proven().isPresent()) {
            badges.add(new Mark(words.get("view.backups.state.proven"), Tone.INFO));
        }
        if (snapshot.pin().isPresent()) {
            badges.add(new Mark(words.get("view.backups.state.pinned"), Tone.WAITING));
        }
        later.map(SnapshotSummary::pretalx)
                .filter(version ->
                        !version.isEmpty() && !snapshot.pretalx().isEmpty() && !version.equals(snapshot.pretalx()))
                .ifPresent(
                        version -> badges.add(new Mark(words.get("view.backups.state.before", version), Tone.WAITING)));
        return badges;
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
            detail(details, "pretalx", snapshot.pretalx());
            detail(details, "files", String.valueOf(head.totals().files()));
            detail(details, "database", database(head.origin()));
            detail(
                    details,
                    "takenBy",
                    words.get("view.backups.takenBy." + (snapshot.id().text().endsWith("-s") ? "server" : "here")));
            detail(details, "took", words.amounts().duration(Duration.between(head.taken(), head.finished())));
        });
        detail(details, "verified", moment(snapshot.verified(), now));
        detail(details, "proven", moment(snapshot.proven(), now));
        return details;
    }

    private String moment(Optional<Instant> at, Instant now) {
        return at.map(each -> words.moment(each, now)).orElse(words.get("view.backups.never"));
    }

    private String database(SnapshotManifest.Origin origin) {
        String kind = "finding.DATABASE.kind." + origin.databaseKind().toUpperCase(Locale.ROOT);
        String name = words.messages().has(kind) ? words.get(kind) : origin.databaseKind();
        return words.get("view.backups.database", name, origin.databaseVersion());
    }

    private void detail(List<Detail> details, String key, String value) {
        details.add(new Detail(words.get("view.backups.detail." + key), value));
    }
}
