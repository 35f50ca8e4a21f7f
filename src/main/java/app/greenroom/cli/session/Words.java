package app.greenroom.cli.session;

import app.greenroom.text.Amounts;
import app.greenroom.text.FailureText;
import app.greenroom.text.FindingText;
import app.greenroom.text.HealthSentence;
import app.greenroom.text.JobText;
import app.greenroom.text.LibraryText;
import app.greenroom.text.Messages;
import app.greenroom.text.PlanText;
import app.greenroom.text.RestoreText;
import app.greenroom.text.RollbackText;
import app.greenroom.text.SystemText;

/**
 * Codes into words, for all commands.
 *
 * @param messages all words
 * @param amounts sizes, durations, ages
 * @param failures failures
 * @param findings findings
 * @param health what is the case, in one sentence
 * @param plans plans and their steps
 * @param restores plans to restore
 * @param system what pretalx stands on
 * @param rollbacks plans to go back
 * @param jobs what happens in jobs
 * @param library what happens to snapshots
 */
public record Words(
        Messages messages,
        Amounts amounts,
        FailureText failures,
        FindingText findings,
        HealthSentence health,
        PlanText plans,
        RestoreText restores,
        SystemText system,
        RollbackText rollbacks,
        JobText jobs,
        LibraryText library) {
    public static Words of(Messages messages) {
        return new Words(
                messages,
                new Amounts(messages),
                new FailureText(messages),
                new FindingText(messages),
                new HealthSentence(messages),
                new PlanText(messages),
                new RestoreText(messages),
                new SystemText(messages),
                new RollbackText(messages),
                new JobText(messages),
                new LibraryText(messages));
    }

    public String get(String key, Object... arguments) {
        return messages.get(key, arguments);
    }
}
