package app.greenroom.text;

import app.greenroom.domain.backup.DrillReport;
import app.greenroom.domain.backup.DrillReport.Check;
import app.greenroom.domain.backup.DrillReport.Code;
import app.greenroom.domain.backup.DrillReport.Outcome;

/** Turns what a drill found into words, the same for both faces. */
public final class DrillText {
    private final Messages messages;
    private final Amounts amounts;

    /** Drills in the language of the messages. */
    public DrillText(Messages messages) {
        this.messages = messages;
        this.amounts = new Amounts(messages);
    }

    /** What was looked at. */
    public String title(Check check) {
        return messages.get("drill." + check.code());
    }

    /** What came of it; the technical detail is not part of it. */
    public String outcome(Check check) {
        String key = "drill." + check.code() + "." + check.outcome();
        return messages.has(key)
                ? messages.get(key, figure(check, check.expected()), figure(check, check.found()))
                : messages.get("drill.outcome." + check.outcome());
    }

    private String figure(Check check, String text) {
        return check.code() == Code.DATABASE && text.matches("\\d{1,18}") ? amounts.size(Long.parseLong(text)) : text;
    }

    /** What the whole drill shows, in one or two sentences. */
    public String report(DrillReport report) {
        long failed = count(report, Outcome.FAILED);
        long limited = count(report, Outcome.LIMITED);
        if (!report.removed() && failed == 1) {
            return messages.get("drill.report.left");
        }
        if (failed > 0) {
            return messages.get("drill.report.failed", failed);
        }
        return limited > 0 ? messages.get("drill.report.limited", limited) : messages.get("drill.report.proven");
    }

    private static long count(DrillReport report, Outcome outcome) {
        return report.checks().stream()
                .filter(check -> check.outcome() == outcome)
                .count();
    }
}
