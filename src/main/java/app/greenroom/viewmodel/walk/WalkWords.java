package app.greenroom.viewmodel.walk;

import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobState;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.walk.WalkState.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says where a walk stands. */
final class WalkWords {
    private final String kind;
    private final Words words;

    /** Words for a kind of job: the beginning of its keys, such as {@code view.upgrade}. */
    WalkWords(String kind, Words words) {
        this.kind = kind;
        this.words = words;
    }

    /**
     * Everything that the sentences depend on.
     *
     * @param windowSince when the window opened, by this computer's clock
     */
    record Situation(
            String from,
            String to,
            WalkState state,
            List<StepViewModel> steps,
            boolean connected,
            Optional<Instant> windowSince,
            Instant now) {
        Optional<StepViewModel> running() {
            return steps.stream()
                    .filter(step -> step.toneProperty().get() == Tone.RUNNING)
                    .findFirst();
        }

        /** What visitors notice now: the phase of the step under way, or of the last one that was begun. */
        Phase phase() {
            return running()
                    .or(() -> steps.reversed().stream()
                            .filter(step -> step.toneProperty().get() != Tone.WAITING)
                            .findFirst())
                    .map(StepViewModel::phase)
                    .orElse(Phase.BEFORE);
        }
    }

    WalkReport report(Situation at) {
        Optional<JobState> outcome = at.state().outcome();
        if (outcome.isPresent()) {
            return ended(at, outcome.get());
        }
        return new WalkReport(
                words.get(headline(at.state().stage()), at.from(), at.to()),
                words.get(kind + ".usually", words.amounts().duration(total(at))),
                timeLeft(at),
                fraction(at),
                at.connected() && at.state().stage() != Stage.UNWATCHED ? Tone.INFO : Tone.ATTENTION,
                visitors(at),
                safety(at),
                words.get(kind + ".back", at.from()));
    }

    private String headline(Stage stage) {
        return switch (stage) {
            case PREPARING, RUNNING, UNWATCHED -> kind + ".running";
            case STOPPING -> kind + ".stopping";
            case UNDOING -> kind + ".undoing";
            case ENDED -> throw new IllegalArgumentException("has an outcome");
        };
    }

    private WalkReport ended(Situation at, JobState outcome) {
        String key = kind + ".outcome." + outcome;
        return new WalkReport(
                words.get(key + ".headline", at.from(), at.to()),
                words.get("view.walk.took", words.amounts().duration(taken(at))),
                "",
                outcome == JobState.DONE ? 1 : fraction(at),
                tone(outcome),
                words.get(key, at.from(), at.to()),
                words.get(key + ".advice", at.from(), at.to()),
                words.get(kind + ".kept", at.from()));
    }

    private static Tone tone(JobState outcome) {
        return switch (outcome) {
            case DONE -> Tone.OK;
            case UNDONE -> Tone.ATTENTION;
            case UNDONE_UNHEALTHY, UNDO_FAILED, STUCK -> Tone.PROBLEM;
            case INTERRUPTED -> Tone.ATTENTION;
            case RUNNING, UNDOING -> Tone.INFO;
        };
    }

    private String visitors(Situation at) {
        if (at.state().stage() == Stage.UNWATCHED || !at.connected()) {
            return words.get("view.walk.unseen");
        }
        boolean undoing = at.state().stage() == Stage.UNDOING;
        if (undoing && at.windowSince().isPresent()) {
            return words.get(kind + ".visitors.undoing", at.from());
        }
        return switch (at.phase()) {
            case BEFORE -> words.get(kind + ".visitors.BEFORE");
            case WINDOW ->
                words.get(
                        kind + ".visitors.WINDOW",
                        words.amounts()
                                .duration(Duration.between(at.windowSince().orElse(at.now()), at.now())));
            case AFTER -> words.get(kind + ".visitors.AFTER", at.to());
        };
    }

    private String safety(Situation at) {
        if (!at.connected()) {
            return words.get(kind + ".reconnecting");
        }
        return switch (at.state().stage()) {
            case PREPARING -> words.get(kind + ".safety.PREPARING");
            case UNWATCHED -> words.get(kind + ".safety.UNWATCHED");
            default -> words.get(at.phase() == Phase.AFTER ? kind + ".safety.AFTER" : kind + ".safety.RUNNING");
        };
    }

    private static Duration total(Situation at) {
        return at.steps().stream().map(StepViewModel::usual).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration taken(Situation at) {
        return at.steps().stream().map(StepViewModel::elapsed).reduce(Duration.ZERO, Duration::plus);
    }

    private String timeLeft(Situation at) {
        if (at.state().stage() == Stage.UNDOING || at.state().stage() == Stage.UNWATCHED || !at.connected()) {
            return "";
        }
        Duration left = at.steps().stream().map(StepViewModel::left).reduce(Duration.ZERO, Duration::plus);
        if (total(at).isZero()) {
            return words.get("view.walk.leftUnknown");
        }
        return at.state().stage() == Stage.PREPARING
                ? words.get(kind + ".leftAfterFirst", words.amounts().clock(left))
                : words.get("view.walk.left", words.amounts().clock(left));
    }

    private static double fraction(Situation at) {
        Duration total = total(at);
        if (total.isZero()) {
            return -1;
        }
        Duration done =
                at.steps().stream().map(step -> step.usual().minus(step.left())).reduce(Duration.ZERO, Duration::plus);
        return Math.clamp((double) done.toMillis() / total.toMillis(), 0, 1);
    }

    String failed(JobEvent event) {
        return event.exitStatus()
                .map(status ->
                        status >= 0 ? words.get("view.step.exit", status) : words.get("view.step.signal", -status))
                .orElseGet(() -> words.get("view.step.failed"));
    }

    String asText(WalkReport report, List<StepViewModel> steps) {
        StringBuilder text = new StringBuilder();
        text.append(report.headline()).append('\n').append(report.visitors()).append('\n');
        for (StepViewModel step : steps) {
            text.append("- ")
                    .append(step.title())
                    .append(": ")
                    .append(words.get("view.tone." + step.toneProperty().get()))
                    .append(
                            step.timeProperty().get().isEmpty()
                                    ? ""
                                    : ", " + step.timeProperty().get())
                    .append(
                            step.noteProperty().get().isEmpty()
                                    ? ""
                                    : ", " + step.noteProperty().get())
                    .append('\n');
            if (step.toneProperty().get() == Tone.PROBLEM) {
                step.log()
                        .lines()
                        .forEach(line -> text.append("    ").append(line).append('\n'));
            }
        }
        return text.toString();
    }
}
