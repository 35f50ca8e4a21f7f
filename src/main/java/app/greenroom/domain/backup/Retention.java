package app.greenroom.domain.backup;

import app.greenroom.domain.backup.PrunePlan.Reason;
import app.greenroom.domain.backup.PrunePlan.Verdict;
import app.greenroom.domain.backup.SnapshotSummary.Condition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Judges which snapshots stay. What never goes, whatever the rule: pinned ones, the newest usable, the newest verified and
 * the newest proven one, the newest usable one of each version of pretalx that is still deployed, and those of a newer format. A damaged
 * one takes nobody's place: it is not counted, and it stays only where a period that is kept has no usable one.
 */
public final class Retention {
    private static final Comparator<SnapshotSummary> NEWEST_FIRST =
            Comparator.comparing(SnapshotSummary::id).reversed();

    private final KeepRule rule;
    private final Set<String> deployed;
    private final Map<SnapshotId, Set<Reason>> reasons = new HashMap<>();

    private Retention(KeepRule rule, Set<String> deployed) {
        this.rule = rule;
        this.deployed = deployed;
    }

    /**
     * One verdict for each snapshot, newest first.
     *
     * @param snapshots all of one instance, in any order
     * @param deployed versions of pretalx that are installed somewhere
     */
    public static List<Verdict> judge(List<SnapshotSummary> snapshots, KeepRule rule, Set<String> deployed) {
        List<SnapshotSummary> ordered = snapshots.stream().sorted(NEWEST_FIRST).toList();
        return new Retention(rule, deployed).judge(ordered);
    }

    private List<Verdict> judge(List<SnapshotSummary> newestFirst) {
        List<SnapshotSummary> usable =
                newestFirst.stream().filter(SnapshotSummary::usable).toList();
        newestFirst.stream().filter(each -> each.pin().isPresent()).forEach(each -> stays(each, Reason.PINNED));
        newestFirst.stream()
                .filter(each -> each.condition() == Condition.NEWER)
                .forEach(each -> stays(each, Reason.NEWER_FORMAT));
        first(usable, each -> true).ifPresent(each -> stays(each, Reason.NEWEST));
        first(usable, each -> each.verified().isPresent()).ifPresent(each -> stays(each, Reason.NEWEST_VERIFIED));
        first(usable, each -> each.proven().isPresent()).ifPresent(each -> stays(each, Reason.NEWEST_PROVEN));
        for (String version : deployed) {
            first(usable, each -> each.pretalx().equals(version))
                    .ifPresent(each -> stays(each, Reason.LAST_OF_VERSION));
        }
        for (Period period : Period.values()) {
            byPeriod(newestFirst, period);
        }
        return newestFirst.stream()
                .map(each -> new Verdict(each, List.copyOf(reasonsOf(each))))
                .toList();
    }

    private static Optional<SnapshotSummary> first(
            List<SnapshotSummary> newestFirst, Predicate<SnapshotSummary> wanted) {
        return newestFirst.stream().filter(wanted).findFirst();
    }

    /** The newest usable one of each of the last periods with one; between these, damaged ones where there is no other. */
    private void byPeriod(List<SnapshotSummary> newestFirst, Period period) {
        Set<String> withUsable = new HashSet<>();
        for (SnapshotSummary each : newestFirst) {
            if (each.usable()) {
                withUsable.add(period.holding(each.id().taken()));
            }
        }
        int left = rule.of(period);
        Set<String> seen = new HashSet<>();
        List<SnapshotSummary> ofThese = new ArrayList<>(newestFirst);
        ofThese.removeIf(each -> each.condition() == Condition.NEWER);
        for (SnapshotSummary each : ofThese) {
            String stretch = period.holding(each.id().taken());
            boolean lone = !withUsable.contains(stretch);
            if (left == 0) {
                return;
            }
            if ((each.usable() || lone) && seen.add(stretch)) {
                stays(each, lone ? Reason.NO_SOUND_ONE : Reason.of(period));
                left -= lone ? 0 : 1;
            }
        }
    }

    private void stays(SnapshotSummary snapshot, Reason reason) {
        reasons.computeIfAbsent(snapshot.id(), id -> EnumSet.noneOf(Reason.class))
                .add(reason);
    }

    private Set<Reason> reasonsOf(SnapshotSummary snapshot) {
        return Objects.requireNonNullElse(reasons.get(snapshot.id()), Set.of());
    }
}
