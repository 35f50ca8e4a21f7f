package app.greenroom.viewmodel.backup;

import app.greenroom.domain.backup.DrillReport;
import app.greenroom.domain.backup.DrillReport.Check;
import app.greenroom.domain.backup.DrillReport.Outcome;
import app.greenroom.text.DrillText;
import app.greenroom.viewmodel.Sheet;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Workbench;
import app.greenroom.viewmodel.walk.PlannedJob.Note;
import java.util.List;

/** What a drill has found, check by check. */
public final class DrillViewModel implements Sheet {
    private final DrillReport report;
    private final Workbench bench;
    private final DrillText text;

    DrillViewModel(DrillReport report, Workbench bench) {
        this.report = report;
        this.bench = bench;
        this.text = new DrillText(bench.words().messages());
    }

    @Override
    public String title() {
        return bench.words()
                .get(
                        "view.drill.report",
                        bench.words().moment(report.id().taken(), bench.pulse().now()));
    }

    @Override
    public void opened() {}

    /** What came of it, in a sentence. */
    public app.greenroom.viewmodel.Outcome outcome() {
        return new OutcomeWords(bench.words()).of(report, bench.pulse().now());
    }

    /** Each check with what came of it. */
    public List<Note> checks() {
        return report.checks().stream().map(this::note).toList();
    }

    private Note note(Check check) {
        String said = text.outcome(check);
        return new Note(
                tone(check.outcome()),
                bench.words().get("view.drill.outcome." + check.outcome()),
                text.title(check),
                check.outcome() == Outcome.PASSED || check.detail().isEmpty()
                        ? said
                        : bench.words().get("view.drill.detail", said, check.detail()));
    }

    private static Tone tone(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> Tone.OK;
            case LIMITED -> Tone.ATTENTION;
            case FAILED -> Tone.PROBLEM;
        };
    }
}
