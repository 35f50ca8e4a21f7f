package app.greenroom.domain.upgrade;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.upgrade.PreflightNote.Code;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * From which version to which, and through which releases.
 *
 * @param from installed version; empty if unknown
 * @param to version to reach; empty if there is none
 * @param hops releases to walk through; empty where from or to is
 * @param notes what stands against it, and what is worth knowing
 */
record HopChoice(
        Optional<PretalxVersion> from,
        Optional<PretalxVersion> to,
        List<PretalxVersion> hops,
        List<PreflightNote> notes) {

    /** Chooses for an instance; the newest release if none is wanted. */
    static HopChoice of(InstanceFacts facts, ReleaseTable table, Optional<PretalxVersion> wanted) {
        List<PreflightNote> notes = new ArrayList<>();
        List<PretalxVersion> offered = facts.available().value().orElse(List.of());
        if (offered.isEmpty()) {
            notes.add(PreflightNote.of(
                    Code.RELEASES_FROM_TABLE, Level.WARNING, table.date().toString()));
        }
        Optional<PretalxVersion> from = facts.installed().value();
        if (from.isEmpty() || table.features().getFirst().last().compareTo(from.get()) > 0) {
            notes.add(PreflightNote.of(Code.VERSION_UNKNOWN, Level.BLOCKER));
            return new HopChoice(from, wanted, List.of(), notes);
        }
        Optional<PretalxVersion> to = wanted.or(() -> newest(offered, table));
        to.ifPresent(target -> judgeTarget(from.get(), target, offered, table, notes));
        boolean possible = notes.stream().noneMatch(note -> note.level() == Level.BLOCKER);
        List<PretalxVersion> hops = to.filter(target -> possible)
                .map(target -> table.hops(from.get(), target, offered))
                .orElse(List.of());
        for (PretalxVersion hop : hops) {
            if (table.of(hop).isEmpty()) {
                notes.add(PreflightNote.of(Code.NOT_REVIEWED, Level.WARNING, hop.toString()));
            }
        }
        return new HopChoice(from, to, hops, notes);
    }

    private static Optional<PretalxVersion> newest(List<PretalxVersion> offered, ReleaseTable table) {
        return offered.stream()
                .filter(PretalxVersion::isRelease)
                .max(Comparator.naturalOrder())
                .or(() -> Optional.of(table.features().getLast().last()));
    }

    private static void judgeTarget(
            PretalxVersion from,
            PretalxVersion to,
            List<PretalxVersion> offered,
            ReleaseTable table,
            List<PreflightNote> notes) {
        boolean inTable = table.features().stream().anyMatch(each -> each.last().equals(to));
        if (!offered.contains(to) && !(offered.isEmpty() && inTable)) {
            notes.add(PreflightNote.of(Code.TARGET_UNKNOWN, Level.BLOCKER, to.toString()));
        } else if (to.compareTo(from) <= 0) {
            notes.add(PreflightNote.of(Code.NOT_NEWER, Level.BLOCKER, from.toString(), to.toString()));
        }
    }
}
