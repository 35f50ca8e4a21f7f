package app.greenroom.viewmodel.history;

import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.job.JobTimes;
import app.greenroom.domain.rollback.RollbackCheck;
import app.greenroom.text.JobText;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * One job of the past, in words.
 *
 * @param job which
 * @param title what it did
 * @param began when
 * @param state how it ended
 * @param tone of that
 * @param facts who, how long, how long the site was closed; one line each
 * @param steps every step that was done, with the time that it took
 * @param kept what of the former state it set aside, in the server's own names
 * @param reversible whether one can ask to go back behind it
 * @param live whether it still runs, so that there is no report of it yet
 */
public record HistoryRow(
        JobId job,
        String title,
        String began,
        String state,
        Tone tone,
        List<String> facts,
        List<StepTime> steps,
        List<String> kept,
        boolean reversible,
        boolean live) {
    /** Copies the lists. */
    public HistoryRow {
        facts = List.copyOf(facts);
        steps = List.copyOf(steps);
        kept = List.copyOf(kept);
    }

    /**
     * A step that was done.
     *
     * @param title what it did
     * @param time how long it took
     */
    public record StepTime(String title, String time) {}

    static HistoryRow of(JobSummary job, Words words, Instant now) {
        JobText text = new JobText(words.messages());
        Instant began = job.times().began().orElse(job.plan().created());
        return new HistoryRow(
                job.plan().id(),
                text.title(job.plan()),
                words.moment(began, now),
                text.state(job.state()),
                tone(job.state()),
                facts(job, words),
                steps(job, text, words),
                job.times().kept(),
                RollbackCheck.reversible(job),
                job.state().live());
    }

    private static List<String> facts(JobSummary job, Words words) {
        JobTimes times = job.times();
        List<String> facts =
                new ArrayList<>(List.of(words.get("view.history.by", job.plan().by())));
        times.began()
                .flatMap(began -> times.ended().map(ended -> Duration.between(began, ended)))
                .ifPresent(took ->
                        facts.add(words.get("view.history.took", words.amounts().duration(took))));
        times.closed()
                .filter(closed -> !closed.isZero())
                .ifPresent(closed -> facts.add(
                        words.get("view.history.closed", words.amounts().duration(closed))));
        return facts;
    }

    private static List<StepTime> steps(JobSummary job, JobText text, Words words) {
        List<Step> steps = job.plan().steps();
        List<StepTime> done = new ArrayList<>();
        new TreeMap<>(job.times().steps())
                .forEach((index, time) -> done.add(new StepTime(
                        text.title(steps.get(index)), words.amounts().clock(time))));
        return done;
    }

    private static Tone tone(JobState state) {
        return switch (state) {
            case DONE -> Tone.OK;
            case RUNNING, UNDOING -> Tone.RUNNING;
            case UNDONE -> Tone.UNDONE;
            case INTERRUPTED -> Tone.ATTENTION;
            case UNDONE_UNHEALTHY, UNDO_FAILED, STUCK -> Tone.PROBLEM;
        };
    }
}
