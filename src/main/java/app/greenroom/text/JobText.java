package app.greenroom.text;

import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobState;
import java.time.Duration;
import java.util.List;

/** Turns what happens in a job into words, the same for both faces. */
public final class JobText {
    private final Messages messages;
    private final Amounts amounts;

    /** Jobs in the language of the messages. */
    public JobText(Messages messages) {
        this.messages = messages;
        this.amounts = new Amounts(messages);
    }

    /** A word or two for a state. */
    public String state(JobState state) {
        return messages.get("state." + state.word());
    }

    /** What a state means, and what can be done in it. */
    public String advice(JobState state) {
        return messages.get("state." + state.word() + ".advice");
    }

    /** What a job does, or did, in a few words. */
    public String title(JobPlan plan) {
        String from = plan.summary().getOrDefault("from", "");
        String to = plan.summary().getOrDefault("to", "");
        String change = plan.summary().getOrDefault("change", "");
        if (!change.isEmpty()) {
            return new SystemText(messages).change(change);
        }
        String known = "state.kind." + plan.kind() + ".known";
        return !to.isEmpty() && messages.has(known)
                ? messages.get(known, from, to)
                : messages.get("state.kind." + plan.kind());
    }

    /** The title of a step; its short name if only a newer Greenroom knows words for it. */
    public String title(Step step) {
        String key = "step." + step.title().code();
        return messages.has(key) ? messages.get(key, step.title().arguments()) : step.name();
    }

    /** One line that says what happened. */
    public String event(JobPlan plan, JobEvent event) {
        String key = "state.event." + event.kind();
        List<Object> arguments = List.of(
                event.step() + 1,
                plan.steps().size(),
                event.step() >= 0 && event.step() < plan.steps().size()
                        ? title(plan.steps().get(event.step()))
                        : "",
                detail(event));
        boolean failed = event.kind() == JobEvent.Kind.GATE
                && event.exitStatus().filter(status -> status == 0).isEmpty();
        boolean boot =
                event.kind() == JobEvent.Kind.TAKEN_OVER && event.detail().equals("boot");
        return messages.get(failed ? key + ".failed" : boot ? key + ".boot" : key, arguments.toArray());
    }

    private String detail(JobEvent event) {
        return switch (event.kind()) {
            case JOB_ENDED -> ending(event.detail());
            case SILENT -> silence(event.detail());
            case STEP_FAILED, STEP_UNDO_FAILED -> failure(event);
            default -> event.detail();
        };
    }

    private String silence(String seconds) {
        return seconds.matches("\\d{1,9}") ? amounts.duration(Duration.ofSeconds(Long.parseLong(seconds))) : seconds;
    }

    private String ending(String word) {
        String key = "state." + word;
        return messages.has(key) ? messages.get(key) : word;
    }

    private String failure(JobEvent event) {
        String end = event.exitStatus()
                .map(status -> status < 0
                        ? messages.get("state.signal", String.valueOf(-status))
                        : messages.get("state.exit", String.valueOf(status)))
                .orElse("");
        return switch (event.detail()) {
            case "" -> end;
            case "runner gone" -> messages.get("state.runner-gone");
            case "disk full" -> messages.get("state.disk-full");
            default -> end.isEmpty() ? event.detail() : messages.get("state.said", end, event.detail());
        };
    }
}
