package app.greenroom.domain.backup;

import app.greenroom.domain.server.TargetName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What would be removed from the library by a rule, and why each of the others stays. Nothing is removed by making it.
 *
 * @param target the instance, with its full name
 * @param rule the rule
 * @param verdicts one for each snapshot, newest first
 * @param freedBytes bytes on this computer's disk that nothing else shares with those that go
 * @param unfinished number of removals that were cut off before; they are finished by the next one
 */
public record PrunePlan(TargetName target, KeepRule rule, List<Verdict> verdicts, long freedBytes, int unfinished) {
    /** Copies the list. */
    public PrunePlan {
        verdicts = List.copyOf(verdicts);
    }

    /** Those that would be removed, newest first. */
    public List<SnapshotSummary> going() {
        return verdicts.stream()
                .filter(each -> !each.stays())
                .map(Verdict::snapshot)
                .toList();
    }

    /** The same for some of the snapshots. */
    public PrunePlan only(Set<SnapshotId> some) {
        return new PrunePlan(
                target,
                rule,
                verdicts.stream()
                        .filter(each -> some.contains(each.snapshot().id()))
                        .toList(),
                freedBytes,
                unfinished);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return going().isEmpty() && unfinished == 0;
    }

    /**
     * What becomes of one snapshot.
     *
     * @param snapshot the snapshot
     * @param reasons why it stays, the strongest first; empty if it goes
     */
    public record Verdict(SnapshotSummary snapshot, List<Reason> reasons) {
        /** Copies the list. */
        public Verdict {
            reasons = List.copyOf(reasons);
        }

        /** Whether it stays. */
        public boolean stays() {
            return !reasons.isEmpty();
        }
    }

    /** Why a snapshot stays. */
    public enum Reason {
        /** The user pinned it. */
        PINNED,
        /** It is the newest that can be used. */
        NEWEST,
        /** It is the newest whose files were all found right. */
        NEWEST_VERIFIED,
        /** It is the newest that a drill restored. */
        NEWEST_PROVEN,
        /** It is the newest usable one of a version of pretalx that is still deployed. */
        LAST_OF_VERSION,
        /** It was made by a newer Greenroom, which alone may judge it. */
        NEWER_FORMAT,
        /** It is the newest of one of the hours that are kept. */
        HOUR,
        /** It is the newest of one of the days that are kept. */
        DAY,
        /** It is the newest of one of the weeks that are kept. */
        WEEK,
        /** It is the newest of one of the months that are kept. */
        MONTH,
        /** It is the newest of one of the years that are kept. */
        YEAR,
        /** It is damaged, but there is no sound one of a period that is kept. */
        NO_SOUND_ONE;

        static Reason of(Period period) {
            return valueOf(period.name());
        }

        /** The kind of period of which it is the newest; empty if it stays for another reason. */
        public Optional<Period> period() {
            return Arrays.stream(Period.values())
                    .filter(each -> each.name().equals(name()))
                    .findFirst();
        }
    }
}
