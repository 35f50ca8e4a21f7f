package app.greenroom.text;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.backup.VerifyReport.Problem;
import java.time.Instant;

/** Turns snapshots and what a verification found into words, the same for both faces. */
public final class SnapshotText {
    private final Messages messages;
    private final Amounts amounts;

    /** Snapshots in the language of the messages. */
    public SnapshotText(Messages messages) {
        this.messages = messages;
        this.amounts = new Amounts(messages);
    }

    /** What is wrong with a file, in one sentence; the technical detail is not part of it. */
    public String problem(Problem problem) {
        return messages.get("snapshot.problem." + problem.kind(), problem.file());
    }

    /** What a verification found, in one sentence. */
    public String report(VerifyReport report) {
        return report.sound()
                ? messages.get("snapshot.report.sound", report.files(), amounts.size(report.bytes()))
                : messages.get("snapshot.report.damaged", report.problems().size());
    }

    /** What holds for the files of a snapshot: verified when, damaged, never verified, or not readable. */
    public String standing(SnapshotSummary summary, Instant now) {
        if (summary.condition() != SnapshotSummary.Condition.WHOLE) {
            return messages.get("snapshot.condition." + summary.condition());
        }
        if (summary.damaged() > 0) {
            return messages.get("snapshot.standing.damaged", summary.damaged());
        }
        return summary.verified()
                .map(at -> messages.get("snapshot.standing.verified", amounts.age(at, now)))
                .orElseGet(() -> messages.get("snapshot.standing.unverified"));
    }

    /** How much a snapshot holds: files, size, and how much of it is new. */
    public String content(SnapshotSummary summary) {
        return summary.head().isEmpty()
                ? messages.get("amount.unknown")
                : messages.get(
                        "snapshot.content",
                        summary.files(),
                        amounts.size(summary.totalBytes()),
                        amounts.size(summary.newBytes()));
    }

    /** How much the site held when the snapshot was taken; the word for unknown if it was not counted. */
    public String counts(SnapshotSummary summary) {
        return summary.head()
                .flatMap(head -> head.counts())
                .map(counts -> messages.get("snapshot.counts", counts.events(), counts.proposals(), counts.users()))
                .orElseGet(() -> messages.get("amount.unknown"));
    }
}
