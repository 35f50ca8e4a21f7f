package app.greenroom.viewmodel.backup;

import app.greenroom.domain.backup.DrillReport;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.backup.VerifyReport.Depth;
import app.greenroom.domain.backup.VerifyReport.Origin;
import app.greenroom.viewmodel.Outcome;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import java.time.Instant;
import java.util.stream.Collectors;

/** Says what a look through a snapshot, or a drill, has found. */
final class OutcomeWords {
    private static final int MOST_NAMED = 5;

    private final Words words;

    OutcomeWords(Words words) {
        this.words = words;
    }

    Outcome of(VerifyReport report, Instant now) {
        String taken = words.moment(report.id().taken(), now);
        if (report.sound()) {
            boolean full = report.depth() == Depth.FULL;
            String note = words.get(
                    full ? "view.backups.soundNote" : "view.backups.soundNote.quick",
                    report.files(),
                    words.amounts().size(report.bytes()));
            String origin = report.origin() == Origin.NOT_PROVABLE ? " " + words.get("view.backups.origin") : "";
            return new Outcome(
                    Tone.OK,
                    words.get(full ? "view.backups.sound" : "view.backups.sound.quick", taken),
                    note + origin,
                    "");
        }
        String files = report.problems().stream()
                .limit(MOST_NAMED)
                .map(problem -> problem.file() + " (" + words.get("view.backups.kind." + problem.kind()) + ")")
                .collect(Collectors.joining(", "));
        String sharing = report.sharing().isEmpty()
                ? ""
                : " " + words.get("view.backups.sharing", report.sharing().size());
        String details = report.problems().stream()
                .map(problem -> problem.kind() + " " + problem.file() + " " + problem.detail())
                .collect(Collectors.joining("\n"));
        return new Outcome(
                Tone.PROBLEM,
                words.get("view.backups.unsound", taken, report.problems().size()),
                words.get("view.backups.unsoundNote", files) + sharing,
                details);
    }

    Outcome of(DrillReport report, Instant now) {
        String taken = words.moment(report.id().taken(), now);
        String key = report.proven()
                ? "view.drill.proven"
                : switch (report.worst()) {
                    case FAILED -> "view.drill.failed";
                    case LIMITED -> "view.drill.limited";
                    case PASSED -> "view.drill.left";
                };
        Tone tone = switch (report.worst()) {
            case FAILED -> Tone.PROBLEM;
            case LIMITED -> Tone.ATTENTION;
            case PASSED -> report.removed() ? Tone.OK : Tone.ATTENTION;
        };
        return new Outcome(
                tone,
                words.get(key, taken),
                words.get(key + ".note", words.amounts().duration(report.took())),
                "");
    }
}
