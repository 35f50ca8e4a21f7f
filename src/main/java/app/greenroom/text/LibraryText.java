package app.greenroom.text;

import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.Period;
import app.greenroom.domain.backup.Pin;
import app.greenroom.domain.backup.PrunePlan.Reason;
import app.greenroom.domain.backup.PrunePlan.Verdict;
import app.greenroom.domain.backup.SnapshotChanges;
import app.greenroom.domain.backup.SnapshotChanges.Kind;
import app.greenroom.domain.instance.InstanceFacts.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Words for what happens to snapshots on this computer, the same in both faces. */
public final class LibraryText {
    private final Messages messages;
    private final Amounts amounts;

    /** Words from a bundle. */
    public LibraryText(Messages messages) {
        this.messages = messages;
        this.amounts = new Amounts(messages);
    }

    /** A rule in one sentence. */
    public String rule(KeepRule rule) {
        List<String> parts = new ArrayList<>();
        for (Period period : Period.values()) {
            if (rule.of(period) > 0) {
                parts.add(messages.get("snapshot.keep." + period, rule.of(period)));
            }
        }
        return parts.isEmpty()
                ? messages.get("snapshot.keep.none")
                : messages.get("snapshot.keep.rule", String.join(", ", parts));
    }

    /** Why a snapshot stays, in short. */
    public String reason(Reason reason) {
        return reason.period().isPresent()
                ? messages.get("snapshot.stays.period", messages.get("snapshot.period." + reason))
                : messages.get("snapshot.stays." + reason);
    }

    /**
     * What becomes of a snapshot, in short: why it stays, or that it goes. Of the newest one it is not said that it is the
     * newest of its day, too.
     */
    public String verdict(Verdict verdict) {
        if (!verdict.stays()) {
            return messages.get("snapshot.goes");
        }
        List<String> parts = new ArrayList<>();
        List<String> periods = new ArrayList<>();
        for (Reason reason : verdict.reasons()) {
            if (reason.period().isPresent()) {
                periods.add(messages.get("snapshot.period." + reason));
            } else {
                parts.add(reason(reason));
            }
        }
        if (!periods.isEmpty() && !verdict.reasons().contains(Reason.NEWEST)) {
            parts.add(messages.get("snapshot.stays.period", String.join(", ", periods)));
        }
        return messages.get("snapshot.stays", String.join(", ", parts));
    }

    /** A pin, with its note if there is one. */
    public String pin(Pin pin) {
        return pin.note().isEmpty() ? messages.get("snapshot.pin") : messages.get("snapshot.pin.note", pin.note());
    }

    /**
     * What changed since the snapshot before, one line for each thing: what it is compared with, version, events,
     * proposals and users, uploaded files, the server's set-up, the database dump.
     */
    public List<String> changes(SnapshotChanges changes) {
        List<String> lines = new ArrayList<>();
        if (changes.before().isEmpty()) {
            lines.add(messages.get("snapshot.changes.first"));
            return lines;
        }
        changes.then()
                .filter(then -> !then.pretalx().equals(changes.now().pretalx()))
                .ifPresent(then -> lines.add(messages.get(
                        "snapshot.changes.version",
                        then.pretalx(),
                        changes.now().pretalx())));
        changes.growth().ifPresent(growth -> lines.add(growth(growth)));
        lines.add(media(changes));
        if (!changes.setUp().isEmpty()) {
            lines.add(messages.get(
                    "snapshot.changes.setup",
                    changes.setUp().size(),
                    changes.setUp().stream()
                            .limit(3)
                            .map(each -> each.path().toString())
                            .collect(Collectors.joining(", "))));
        }
        return lines;
    }

    private String growth(Counts growth) {
        if (growth.equals(new Counts(0, 0, 0))) {
            return messages.get("snapshot.changes.counts.same");
        }
        return messages.get(
                "snapshot.changes.counts", signed(growth.events()), signed(growth.proposals()), signed(growth.users()));
    }

    private static String signed(long number) {
        return number > 0 ? "+" + number : number < 0 ? "\u2212" + -number : "\u00b10";
    }

    private String media(SnapshotChanges changes) {
        List<String> parts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            long number = changes.media(kind);
            if (number > 0) {
                parts.add(
                        messages.get("snapshot.changes.media." + kind, number, amounts.size(changes.mediaBytes(kind))));
            }
        }
        return parts.isEmpty()
                ? messages.get("snapshot.changes.media.none")
                : messages.get("snapshot.changes.media", String.join(", ", parts));
    }
}
