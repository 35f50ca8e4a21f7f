package app.greenroom.job;

import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.BootUndo;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobPlan.Title;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobTimes;
import app.greenroom.domain.server.ServerText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Plans and events as JSON on a server. In every protocol, newer ones too, a plan has {@code protocol}, {@code id},
 * {@code target}, {@code lockKey} and {@code created}; the rest is read only where the protocol is known.
 */
final class PlanFormat {
    private static final String BOOT_UNDO = "bootUndo";
    private static final String MACHINE_WIDE = "machineWide";

    /** The outline of a plan, which is kept with the job: everything but its scripts and files. */
    Map<String, Object> outline(JobPlan plan) {
        List<Map<String, Object>> steps = new ArrayList<>();
        for (Step step : plan.steps()) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("name", step.name());
            each.put("folder", String.format(Locale.ROOT, "%02d-%s", steps.size() + 1, step.name()));
            each.put("title", step.title().code());
            each.put("arguments", step.title().arguments());
            each.put("phase", step.phase().name());
            each.put("silence", seconds(step.silence()));
            each.put("endable", step.endable());
            each.put("usual", seconds(step.usual()));
            steps.add(each);
        }
        Map<String, Object> outline = new LinkedHashMap<>();
        outline.put("protocol", plan.protocol());
        outline.put("id", plan.id().text());
        outline.put("kind", plan.kind().name());
        outline.put("target", plan.target());
        outline.put("lockKey", plan.lockKey());
        outline.put("created", plan.created().toString());
        outline.put("by", plan.by());
        outline.put("steps", steps);
        outline.put("summary", plan.summary());
        outline.put(MACHINE_WIDE, plan.machineWide());
        plan.bootUndo()
                .ifPresent(undo -> outline.put(
                        BOOT_UNDO,
                        Map.of(
                                "from", undo.from(),
                                "until", undo.until(),
                                "holds", undo.holds(),
                                "mounts", undo.mounts())));
        return outline;
    }

    /** The scripts of each step, by name; those that are not there are left out. */
    List<Map<String, String>> scripts(JobPlan plan) {
        List<Map<String, String>> scripts = new ArrayList<>();
        for (Step step : plan.steps()) {
            scripts.add(Map.of("run", step.run(), "undo", step.undo(), "check", step.check()));
        }
        return scripts;
    }

    /**
     * What a reader of these documents gives. Whatever kind of nonsense a server sends, it is one kind of failure.
     *
     * @throws IllegalArgumentException if the document is not what it should be
     */
    static <T> T strictly(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (ArithmeticException | DateTimeException | JacksonException nonsense) {
            throw new IllegalArgumentException(nonsense.toString(), nonsense);
        }
    }

    /**
     * A plan from its outline.
     *
     * @throws IllegalArgumentException if it is none
     */
    JobPlan plan(JsonNode node) {
        return strictly(() -> readPlan(node));
    }

    private static JobPlan readPlan(JsonNode node) {
        Fields fields = new Fields(node);
        int protocol = Math.toIntExact(fields.number("protocol"));
        boolean known = protocol <= JobPlan.PROTOCOL;
        List<Step> steps = new ArrayList<>();
        Map<String, String> summary = new LinkedHashMap<>();
        if (known) {
            fields.list("steps").forEach(each -> steps.add(step(new Fields(each))));
            fields.object("summary")
                    .forEachEntry((name, value) -> summary.put(name, ServerText.line(value.asString())));
        }
        return new JobPlan(
                protocol,
                new JobId(fields.text("id")),
                known ? kind(fields.text("kind")) : JobKind.OTHER,
                fields.shown("target"),
                fields.text("lockKey"),
                Instant.parse(fields.text("created")),
                known ? fields.shown("by") : "",
                Map.of(),
                steps,
                "",
                summary,
                known && node.has(BOOT_UNDO)
                        ? Optional.of(bootUndo(new Fields(node.path(BOOT_UNDO))))
                        : Optional.empty(),
                node.path(MACHINE_WIDE).asBoolean(false));
    }

    private static BootUndo bootUndo(Fields fields) {
        List<String> holds = new ArrayList<>();
        List<String> mounts = new ArrayList<>();
        fields.list("holds").forEach(each -> holds.add(each.asString()));
        fields.list("mounts").forEach(each -> mounts.add(each.asString()));
        return new BootUndo(fields.text("from"), fields.text("until"), holds, mounts, "");
    }

    /**
     * An event from its journal line.
     *
     * @throws IllegalArgumentException if it is none
     */
    JobEvent event(JobPlan plan, JsonNode node) {
        JobEvent event = strictly(() -> readEvent(node));
        boolean ofStep = event.kind().name().startsWith("STEP_");
        if (event.step() < (ofStep ? 0 : -1) || event.step() >= plan.steps().size()) {
            throw new IllegalArgumentException("no step " + event.step());
        }
        return event;
    }

    private static JobEvent readEvent(JsonNode node) {
        Fields fields = new Fields(node);
        Optional<Integer> exit =
                node.path("exit").isNull() ? Optional.empty() : Optional.of(Math.toIntExact(fields.number("exit")));
        return new JobEvent(
                fields.number("number"),
                Instant.ofEpochMilli(Math.round(fields.decimal("at") * 1000)),
                JobEvent.Kind.valueOf(fields.text("kind")),
                Math.toIntExact(fields.number("step")),
                exit,
                fields.number("offset"),
                fields.shown("detail"));
    }

    /**
     * When a job ran, from its entry in the list of jobs; what is not there is unknown.
     *
     * @throws IllegalArgumentException if it is no such entry
     */
    JobTimes times(JobPlan plan, JsonNode entry) {
        return strictly(() -> readTimes(plan, entry));
    }

    private static JobTimes readTimes(JobPlan plan, JsonNode entry) {
        JsonNode times = entry.path("times");
        Map<Integer, Duration> steps = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> step : times.path("steps").properties()) {
            int index = Integer.parseInt(step.getKey());
            if (index >= 0 && index < plan.steps().size()) {
                steps.put(index, duration(step.getValue().asDouble()));
            }
        }
        JsonNode line = entry.path("line");
        List<String> kept = new ArrayList<>();
        line.path("kept").forEach(each -> kept.add(ServerText.line(each.asString(""))));
        return new JobTimes(
                time(times.path("began")),
                time(times.path("ended")),
                steps,
                line.path("windowSeconds").isNumber()
                        ? Optional.of(duration(line.path("windowSeconds").asDouble()))
                        : Optional.empty(),
                kept);
    }

    private static Optional<Instant> time(JsonNode node) {
        return node.isNumber()
                ? Optional.of(Instant.ofEpochMilli(Math.round(node.asDouble() * 1000)))
                : Optional.empty();
    }

    /**
     * A state from its word.
     *
     * @throws IllegalArgumentException if it is none
     */
    JobState state(String word) {
        return JobState.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Step step(Fields fields) {
        List<String> arguments = new ArrayList<>();
        fields.list("arguments").forEach(each -> arguments.add(ServerText.line(each.asString())));
        return new Step(
                fields.shown("name"),
                new Title(fields.shown("title"), arguments),
                Phase.valueOf(fields.text("phase")),
                "",
                "",
                "",
                duration(fields.decimal("silence")),
                fields.truth("endable"),
                duration(fields.decimal("usual")));
    }

    private static JobKind kind(String text) {
        for (JobKind kind : JobKind.values()) {
            if (kind.name().equals(text)) {
                return kind;
            }
        }
        return JobKind.OTHER;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    /** Strict access to the fields of an object that came from a server. */
    private record Fields(JsonNode node) {
        String text(String name) {
            JsonNode value = node.path(name);
            require(value.isString(), name);
            return value.asString();
        }

        /** A text for people only. */
        String shown(String name) {
            return ServerText.line(text(name));
        }

        long number(String name) {
            JsonNode value = node.path(name);
            require(value.isIntegralNumber() && value.canConvertToLong(), name);
            return value.asLong();
        }

        double decimal(String name) {
            JsonNode value = node.path(name);
            require(value.isNumber(), name);
            return value.asDouble();
        }

        boolean truth(String name) {
            JsonNode value = node.path(name);
            require(value.isBoolean(), name);
            return value.asBoolean();
        }

        JsonNode list(String name) {
            JsonNode value = node.path(name);
            require(value.isArray(), name);
            return value;
        }

        JsonNode object(String name) {
            JsonNode value = node.path(name);
            require(value.isObject(), name);
            return value;
        }

        private static void require(boolean fine, String name) {
            if (!fine) {
                throw new IllegalArgumentException("no " + name);
            }
        }
    }
}
