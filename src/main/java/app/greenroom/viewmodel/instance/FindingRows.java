package app.greenroom.viewmodel.instance;

import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.Severity;
import app.greenroom.text.HealthSentence;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.instance.FindingRow.Action;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts findings into rows and sentences. */
final class FindingRows {
    private final Words words;

    FindingRows(Words words) {
        this.words = words;
    }

    /** What wants something, gravest first. */
    List<FindingRow> todo(List<Finding> findings) {
        return findings.stream()
                .filter(each -> each.severity() != Severity.OK)
                .sorted((a, b) -> b.severity().compareTo(a.severity()))
                .map(this::row)
                .toList();
    }

    /** What is fine. */
    List<FindingRow> fine(List<Finding> findings) {
        return findings.stream()
                .filter(each -> each.severity() == Severity.OK)
                .map(this::row)
                .toList();
    }

    /** Short names of what is fine, in one line. */
    String fineLine(List<Finding> findings) {
        String names = findings.stream()
                .filter(each -> each.severity() == Severity.OK)
                .map(each -> words.get("view.finding." + each.code()))
                .distinct()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : words.get("view.health.fineLine", names);
    }

    private FindingRow row(Finding finding) {
        return new FindingRow(
                Tone.of(finding.severity()),
                words.findings().title(finding),
                words.findings().advice(finding),
                action(finding));
    }

    private static Optional<Action> action(Finding finding) {
        return switch (finding.code()) {
            case VERSION ->
                finding.severity() == Severity.ATTENTION ? Optional.of(Action.PLAN_UPGRADE) : Optional.empty();
            case LAST_SNAPSHOT ->
                finding.severity() == Severity.ATTENTION ? Optional.of(Action.BACK_UP) : Optional.empty();
            case REDIS -> finding.severity() == Severity.OK ? Optional.empty() : Optional.of(Action.SHOW_SYSTEM);
            case UNFINISHED_JOB ->
                Optional.of(page(finding.arguments().stream().findFirst().orElse("")));
            case SCHEDULE_FAILED, SCHEDULE_LATE, SCHEDULE_LOST, SCHEDULE_SKIPPED ->
                finding.severity() == Severity.OK ? Optional.empty() : Optional.of(Action.SHOW_SCHEDULE);
            default -> Optional.empty();
        };
    }

    /** The page that shows a job, by what its id begins with. */
    private static Action page(String job) {
        if (job.startsWith("system")) {
            return Action.SHOW_SYSTEM;
        }
        if (job.startsWith("rollback")) {
            return Action.SHOW_ROLLBACK;
        }
        return job.startsWith("restore") ? Action.SHOW_RESTORE : Action.SHOW_JOB;
    }

    /** The sentence at the head of the page. */
    String sentence(List<Finding> findings) {
        return new HealthSentence(words.messages()).of(findings);
    }
}
