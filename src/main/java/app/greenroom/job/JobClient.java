package app.greenroom.job;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Starts jobs on a host and asks about them. Every call is one command there. A lost connection is an
 * {@link SshException.ConnectionLost}; every call may simply be made again after it.
 */
public final class JobClient implements HostJobs {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration FOLLOW_LIMIT = Duration.ofHours(6);
    private static final String SENTINEL = "sentinel";
    private static final Set<String> TAKEN = Set.of(
            "plan.json",
            "runner.py",
            "runner.log",
            "journal",
            "journal.reserve",
            "state",
            "processes",
            "stop",
            "end",
            "skip",
            "refused",
            "steps",
            "gate",
            "sorry");

    private final JobProgram program = new JobProgram();
    private final PlanFormat format = new PlanFormat();
    private final RandomGenerator random;

    /**
     * A client.
     *
     * @param random makes the sentinels, which a server's own output cannot guess
     */
    public JobClient(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public JobState start(RemoteHost host, JobPlan plan, TaskContext context)
            throws SshException, OperationFailedException {
        requireFit(plan);
        Map<String, Object> request = request("start");
        request.put("plan", format.outline(plan));
        request.put("scripts", format.scripts(plan));
        request.put("gate", plan.gate());
        request.put("files", plan.files());
        request.put("sorry", plan.bootUndo().map(JobPlan.BootUndo::sorry).orElse(""));
        return state(ask(host, request, context));
    }

    @Override
    public List<JobSummary> list(RemoteHost host, TaskContext context) throws SshException, OperationFailedException {
        JsonNode answer = ask(host, request("list"), context);
        List<JobSummary> found = new ArrayList<>();
        try {
            for (JsonNode each : answer.path("jobs")) {
                JobPlan plan = format.plan(each.path("plan"));
                found.add(new JobSummary(
                        plan,
                        format.state(
                                PlanFormat.strictly(() -> each.path("state").asString(""))),
                        last(plan, each.path("last")),
                        format.times(plan, each)));
            }
        } catch (IllegalArgumentException e) {
            throw unreadable(e.toString());
        }
        return List.copyOf(found);
    }

    /**
     * Follows a job from where its cursor stands until the job ends or its runner is gone.
     *
     * @return the state that it ended in; empty if the time for one command is over and the job goes on
     * @throws OperationFailedException with reason JOB_UNKNOWN or ANSWER_UNREADABLE
     */
    public Optional<JobState> follow(RemoteHost host, JobCursor cursor, TaskContext context)
            throws SshException, OperationFailedException {
        Map<String, Object> request = request("follow");
        request.put("job", cursor.job().text());
        request.put("journal", cursor.journal());
        request.put("outputs", cursor.outputs());
        AnswerReader reader = new AnswerReader(sentinel(request), cursor::accept);
        CommandResult result = stream(host, request, FOLLOW_LIMIT, reader, context);
        if (result.outcome() instanceof Outcome.TimedOut) {
            return Optional.empty();
        }
        return Optional.of(state(requireAnswer(reader, result)));
    }

    /**
     * Asks a running job to stop after its current step and to undo; returns at once.
     *
     * @param by user and computer that ask, for the journal
     * @throws OperationFailedException with reason JOB_UNKNOWN, or JOB_STATE if it does not run or its window is over
     */
    public void stop(RemoteHost host, JobId job, String by, TaskContext context)
            throws SshException, OperationFailedException {
        wish("stop", host, job, by, context);
    }

    /**
     * Asks a running job to end the step that it is in now, and to undo; returns at once. The processes of the step are
     * asked to end and are killed five seconds later.
     *
     * @param by user and computer that ask, for the journal
     * @throws OperationFailedException with reason JOB_UNKNOWN; JOB_STATE if it does not run or its window is over;
     *     STEP_NOT_ENDABLE if its plan does not allow to end this step
     */
    public void endStep(RemoteHost host, JobId job, String by, TaskContext context)
            throws SshException, OperationFailedException {
        wish("end", host, job, by, context);
    }

    private void wish(String what, RemoteHost host, JobId job, String by, TaskContext context)
            throws SshException, OperationFailedException {
        Map<String, Object> request = request(what);
        request.put("job", job.text());
        request.put("by", by);
        ask(host, request, context);
    }

    /**
     * Lets an interrupted or stuck job go on after its last step that succeeded; returns as soon as it does.
     *
     * @throws OperationFailedException with reason JOB_UNKNOWN or JOB_STATE
     */
    public void resume(RemoteHost host, JobId job, TaskContext context) throws SshException, OperationFailedException {
        again("resume", host, job, context);
    }

    /**
     * Takes back an interrupted or stuck job, or tries a failed undo again; returns as soon as it does.
     *
     * @throws OperationFailedException with reason JOB_UNKNOWN or JOB_STATE
     */
    public void undo(RemoteHost host, JobId job, TaskContext context) throws SshException, OperationFailedException {
        again("undo", host, job, context);
    }

    private void again(String what, RemoteHost host, JobId job, TaskContext context)
            throws SshException, OperationFailedException {
        Map<String, Object> request = request(what);
        request.put("job", job.text());
        ask(host, request, context);
    }

    private JsonNode ask(RemoteHost host, Map<String, Object> request, TaskContext context)
            throws SshException, OperationFailedException {
        AnswerReader reader = new AnswerReader(sentinel(request), any -> {});
        return requireAnswer(reader, stream(host, request, LIMIT, reader, context));
    }

    private CommandResult stream(
            RemoteHost host, Map<String, Object> request, Duration limit, AnswerReader reader, TaskContext context)
            throws SshException, OperationFailedException {
        HostTraits traits = host.traits();
        if (traits.python().isEmpty()) {
            throw new OperationFailedException(FailureReason.NO_PYTHON, "no python3 of 3.9 or newer");
        }
        if (traits.elevation() == HostTraits.Elevation.NONE) {
            throw new OperationFailedException(FailureReason.NO_ELEVATION, "jobs are root's", traits.user());
        }
        RemoteCommand command = RemoteCommand.of(traits.python(), "-I", "-")
                .input(program.text(request))
                .within(limit)
                .asRoot();
        if (!traits.root().isEmpty()) {
            command = command.with("GREENROOM_ROOT", traits.root());
        }
        try {
            return host.stream(command, reader, context);
        } catch (AnswerReader.Unreadable e) {
            throw unreadable(e.toString());
        } catch (IOException e) {
            throw new SshException.ConnectionLost("reading from " + command, e);
        }
    }

    private static JsonNode requireAnswer(AnswerReader reader, CommandResult result)
            throws SshException, OperationFailedException {
        Optional<JsonNode> answer = reader.answer();
        if (answer.isPresent()) {
            return answer.get();
        }
        String said = result.stderr().strip();
        String last = said.substring(said.lastIndexOf('\n') + 1);
        if (result.outcome() instanceof Outcome.Lost) {
            throw new SshException.ConnectionLost("connection lost during: " + result.command());
        }
        throw failure(result.outcome(), last);
    }

    private static OperationFailedException failure(Outcome outcome, String last) {
        return switch (outcome) {
            case Outcome.Lost() -> new OperationFailedException(FailureReason.CONNECTION_LOST, last);
            case Outcome.TimedOut(Duration limit) ->
                new OperationFailedException(FailureReason.TIMED_OUT, "no answer within " + limit);
            case Outcome.TooMuch(int limit) -> unreadable("more than " + limit + " bytes");
            case Outcome.Exited(int status) ->
                new OperationFailedException(
                        FailureReason.COMMAND_FAILED, last, "greenroom job", String.valueOf(status));
            case Outcome.Signalled(String name) ->
                new OperationFailedException(FailureReason.COMMAND_FAILED, last, "greenroom job", name);
        };
    }

    private JobState state(JsonNode answer) throws OperationFailedException {
        try {
            return format.state(PlanFormat.strictly(() -> answer.path("state").asString("")));
        } catch (IllegalArgumentException e) {
            throw unreadable(e.toString());
        }
    }

    private Optional<JobEvent> last(JobPlan plan, JsonNode node) {
        return plan.protocol() > JobPlan.PROTOCOL ? Optional.empty() : Optional.of(format.event(plan, node));
    }

    private Map<String, Object> request(String what) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("do", what);
        request.put("protocol", JobPlan.PROTOCOL);
        request.put(SENTINEL, "greenroom-" + HexFormat.of().formatHex(bytes));
        return request;
    }

    private static String sentinel(Map<String, Object> request) {
        return String.valueOf(request.get(SENTINEL));
    }

    private static void requireFit(JobPlan plan) {
        for (String name : plan.files().keySet()) {
            if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*") || TAKEN.contains(name)) {
                throw new IllegalArgumentException("not a file of a job: " + name);
            }
        }
        for (JobPlan.Step step : plan.steps()) {
            if (!step.name().matches("[a-z0-9][a-z0-9.-]*")) {
                throw new IllegalArgumentException("not a step: " + step.name());
            }
        }
    }

    private static OperationFailedException unreadable(String detail) {
        return new OperationFailedException(FailureReason.ANSWER_UNREADABLE, detail);
    }
}
