package app.greenroom.viewmodel.backup;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.backup.Standing.Next;
import app.greenroom.viewmodel.schedule.NextRun;
import app.greenroom.viewmodel.schedule.ScheduleWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Judges the snapshots of an instance: what could be restored now, and what is wanting most. */
final class StandingWords {
    /** As the health page: a snapshot a day, with two hours of play. */
    private static final Duration FRESH = Duration.ofHours(26);
    /** A proof is of the snapshot, not of those after it; once a month keeps it worth something. */
    private static final Duration PROOF = Duration.ofDays(31);

    private final Words words;

    StandingWords(Words words) {
        this.words = words;
    }

    /**
     * What is known of schedules.
     *
     * @param waiting sets that wait on the server
     * @param scheduled whether anything takes snapshots by itself; empty if that is not known
     */
    record Automatic(int waiting, Optional<Boolean> scheduled) {
        static Automatic of(ScheduleWatch watch) {
            int waiting = watch.reportProperty()
                    .get()
                    .map(report -> report.waiting().size())
                    .orElse(0);
            return new Automatic(waiting, NextRun.scheduled(watch));
        }

        static Automatic unknown() {
            return new Automatic(0, Optional.empty());
        }
    }

    /** Snapshots can be read, but nothing can be written to the library. */
    Standing readOnly(String folder) {
        return new Standing(
                Tone.PROBLEM,
                words.get("view.backups.standing.readOnly"),
                words.get("view.backups.standing.readOnly.advice", folder),
                Next.NOTHING);
    }

    Standing of(List<SnapshotSummary> newestFirst, Automatic automatic, Instant now) {
        Optional<SnapshotSummary> newest =
                newestFirst.stream().filter(SnapshotSummary::usable).findFirst();
        if (newest.isEmpty()) {
            return newestFirst.isEmpty()
                    ? standing(Tone.ATTENTION, "none", "", Next.BACK_UP)
                    : standing(Tone.PROBLEM, "unusable", "", Next.BACK_UP);
        }
        String back = words.moment(newest.get().id().taken(), now);
        Instant taken = newest.get().id().taken();
        long damaged = newestFirst.stream().filter(each -> each.damaged() > 0).count();
        boolean newestBroken = !newestFirst.getFirst().usable();
        if (automatic.waiting() > 0) {
            return standing(Tone.INFO, "usable", back, Next.COLLECT, automatic.waiting());
        }
        if (newestBroken) {
            return standing(Tone.PROBLEM, "older", back, Next.BACK_UP, "broken");
        }
        if (taken.isBefore(now.minus(FRESH))) {
            return standing(Tone.ATTENTION, "usable", back, Next.BACK_UP, "old");
        }
        if (newest.get().verified().isEmpty()) {
            return standing(Tone.ATTENTION, "unverified", back, Next.VERIFY);
        }
        return proven(newestFirst, automatic, back, damaged, now);
    }

    private Standing proven(
            List<SnapshotSummary> newestFirst, Automatic automatic, String back, long damaged, Instant now) {
        Optional<Instant> proven =
                newestFirst.stream().flatMap(each -> each.proven().stream()).max(Instant::compareTo);
        if (proven.isEmpty()) {
            return standing(Tone.INFO, "usable", back, Next.PROVE, "never");
        }
        if (proven.get().isBefore(now.minus(PROOF))) {
            return standing(
                    Tone.INFO,
                    "usable",
                    back,
                    Next.PROVE,
                    "old",
                    words.amounts().age(proven.get(), now));
        }
        if (automatic.scheduled().filter(is -> !is).isPresent()) {
            return standing(Tone.INFO, "usable", back, Next.SCHEDULE);
        }
        String advice = damaged == 0 ? "" : words.get("view.backups.standing.damaged", damaged);
        return new Standing(Tone.OK, words.get("view.backups.standing.usable", back), advice, Next.NOTHING);
    }

    private Standing standing(Tone tone, String sentence, String back, Next next) {
        return new Standing(
                tone,
                words.get("view.backups.standing." + sentence, back),
                words.get("view.backups.standing.next." + next),
                next);
    }

    private Standing standing(Tone tone, String sentence, String back, Next next, int count) {
        return new Standing(
                tone,
                words.get("view.backups.standing." + sentence, back),
                words.get("view.backups.standing.next." + next, count),
                next);
    }

    private Standing standing(Tone tone, String sentence, String back, Next next, String variant, Object... arguments) {
        return new Standing(
                tone,
                words.get("view.backups.standing." + sentence, back),
                words.get("view.backups.standing.next." + next + "." + variant, arguments),
                next);
    }
}
