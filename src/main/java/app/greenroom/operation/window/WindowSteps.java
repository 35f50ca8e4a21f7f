package app.greenroom.operation.window;

import app.greenroom.domain.instance.Installation;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.job.JobPlan.BootUndo;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobPlan.Title;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Steps of jobs that open a window. A job's list is: its own steps {@linkplain #before before the window}, {@link
 * #quiet}, {@link #opening}, its own steps {@linkplain #within in the window}, {@link #closing}, {@link #afterwards}; its
 * gate is {@link #gate}. What each of the shared ones does stands in {@code program/window.py}.
 *
 * @param program file name of the job's Python program, which is called with a step's name and {@code run}, {@code undo}
 *     or {@code check}, and hands the shared steps to {@code window.main}
 * @param usual how long steps usually take on this server, by name or code; may be empty
 */
public record WindowSteps(String program, Map<String, Duration> usual) {
    /** Silence of steps that say something all the time. */
    public static final Duration SOON = Duration.ofSeconds(60);

    /** Silence of steps that can be busy with one thing for long. */
    public static final Duration LATE = Duration.ofMinutes(5);

    /** Copies the map. */
    public WindowSteps {
        usual = Map.copyOf(usual);
    }

    /** What a step can have a script for. */
    public enum Part {
        /** Does the work. */
        RUN,
        /** Takes it back. */
        UNDO,
        /** Decides whether it achieved its end. */
        CHECK;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whatever can be found out or done about safety copies while the site works; for jobs with {@link #copy}. */
    public Step prepare() {
        return before("prepare", "window-prepare", SOON, 2, Set.of(Part.RUN, Part.UNDO));
    }

    /** Scheduled tasks and the worker pause; the last step while the site works. */
    public Step quiet() {
        return before("quiet", "window-quiet", SOON, 2, Set.of(Part.RUN, Part.UNDO));
    }

    /** The window opens. */
    public Step opening() {
        return within("stop", "window-stop", SOON, 1, false);
    }

    /** Safety copies of the database and the uploaded files; the change notes {@code migrating} before it touches them. */
    public Step copy() {
        return within("copy", "window-copy", LATE, 1, false);
    }

    /** The site is put onto another virtual environment, which the change noted under its version. */
    public Step switching(String version) {
        return within("switch", "window-switch", SOON, 1, false, version);
    }

    /** The new state is tried in private, then the window closes. */
    public List<Step> closing(String version) {
        return List.of(
                within("gate", "window-gate", SOON, 2, true, version),
                within("open", "window-open", SOON, 2, false, version));
    }

    /** What follows once visitors see the site again; nothing of it is taken back. */
    public List<Step> afterwards() {
        return List.of(
                step("resume", "window-resume", List.of(), Phase.AFTER, SOON, 2, false, Set.of(Part.RUN)),
                step("record", "window-record", List.of(), Phase.AFTER, SOON, 1, false, Set.of(Part.RUN)));
    }

    /** A step of the change's own after everything; nothing of it is taken back. */
    public Step after(String name, String code, int usualSeconds) {
        return step(name, code, List.of(), Phase.AFTER, SOON, usualSeconds, false, Set.of(Part.RUN));
    }

    /** The script that judges an undone job. */
    public String gate() {
        return script("gate-undone", Part.RUN);
    }

    /**
     * How the server takes back the job at a boot in the middle: armed before {@link #quiet}, disarmed before the site is
     * opened.
     *
     * @param facts the instance
     */
    public BootUndo bootUndo(InstanceFacts facts) {
        Installation installation = facts.installation();
        Stream<String> timers = installation.otherSchedules().stream()
                .filter(name -> name.endsWith(".timer") && !name.contains("/"))
                .map(name -> name.substring(0, name.length() - ".timer".length()) + ".service");
        List<String> holds = Stream.concat(Stream.of(installation.webUnit(), installation.workerUnit()), timers)
                .filter(name -> name.endsWith(".service"))
                .distinct()
                .toList();
        List<String> mounts = Stream.concat(
                        installation.venv().stream(),
                        facts.settings().value().stream().map(PretalxSettings::dataDirectory))
                .toList();
        return new BootUndo("quiet", "open", holds, mounts, script("sorry", Part.RUN));
    }

    /** A step of the change's own while the site works; may be ended while it runs. */
    public Step before(
            String name, String code, Duration silence, int usualSeconds, Set<Part> parts, String... arguments) {
        return step(name, code, List.of(arguments), Phase.BEFORE, silence, usualSeconds, true, parts);
    }

    /** A step of the change's own while the site is stopped; always with an undo. */
    public Step within(
            String name, String code, Duration silence, int usualSeconds, boolean endable, String... arguments) {
        return step(
                name,
                code,
                List.of(arguments),
                Phase.WINDOW,
                silence,
                usualSeconds,
                endable,
                Set.of(Part.RUN, Part.UNDO));
    }

    /** A step; {@code usualSeconds} as seen on a server with two cores, unless this server's own history knows better. */
    private Step step(
            String name,
            String code,
            List<String> arguments,
            Phase phase,
            Duration silence,
            int usualSeconds,
            boolean endable,
            Set<Part> parts) {
        return new Step(
                name,
                new Title(code, arguments),
                phase,
                script(name, Part.RUN),
                parts.contains(Part.UNDO) ? script(name, Part.UNDO) : "",
                parts.contains(Part.CHECK) ? script(name, Part.CHECK) : "",
                silence,
                endable,
                usual.getOrDefault(name, usual.getOrDefault(code, Duration.ofSeconds(usualSeconds))));
    }

    private String script(String name, Part part) {
        return """
            #!/bin/sh
            exec "$GREENROOM_PYTHON" -B -u "$GREENROOM_JOB/%s" %s %s
            """.formatted(program, name, part.word());
    }
}
