package app.greenroom.operation.inspect;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.server.ServerProfile.KnownInstance;
import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** Looks at a host in one round trip: runs the probe there and reads its answer. Changes nothing on the host. */
public final class Probe {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MOST_OUTPUT = 4 << 20;

    private final Clock clock;
    private final RandomGenerator random;
    private final ProbeScript script;
    private final ProbeParser parser = new ProbeParser();

    /**
     * A probe.
     *
     * @param clock this computer's
     * @param random makes the sentinels, which a server's own output cannot guess
     */
    public Probe(Clock clock, RandomGenerator random) {
        this(clock, random, ProbeScript.usual());
    }

    Probe(Clock clock, RandomGenerator random, ProbeScript script) {
        this.clock = clock;
        this.random = random;
        this.script = script;
    }

    /**
     * Looks, as root where the sign-in allows that.
     *
     * @param known instances seen before, which keep their ids
     * @return what was found, with the ids that the instances have from now on
     * @throws OperationFailedException with reason NO_PYTHON, TIMED_OUT, COMMAND_FAILED or ANSWER_UNREADABLE; a host
     *     without pretalx is a result without instances
     */
    public Look look(RemoteHost host, List<KnownInstance> known, TaskContext context)
            throws SshException, OperationFailedException {
        return look(host, known, false, context);
    }

    /** Likewise, only for what a snapshot needs: a fraction of the work for the server. The other facts are unknown. */
    public Look glance(RemoteHost host, List<KnownInstance> known, TaskContext context)
            throws SshException, OperationFailedException {
        return look(host, known, true, context);
    }

    private Look look(RemoteHost host, List<KnownInstance> known, boolean brief, TaskContext context)
            throws SshException, OperationFailedException {
        if (host.traits().python().isEmpty()) {
            throw new OperationFailedException(FailureReason.NO_PYTHON, "no python3 of 3.9 or newer");
        }
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String sentinel = "greenroom-" + HexFormat.of().formatHex(bytes);
        CommandResult result = host.run(command(host.traits(), script.text(sentinel, brief)), context);
        requireAnswer(result);
        ServerFacts facts = parser.parse(result.stdout(), sentinel, clock.instant());
        InstanceIds ids = InstanceIds.assign(facts.instances(), known);
        return new Look(facts.withInstances(ids.instances()), ids.known());
    }

    private static RemoteCommand command(HostTraits traits, String program) {
        RemoteCommand command = RemoteCommand.of(traits.python(), "-I", "-")
                .input(program)
                .within(LIMIT)
                .keeping(MOST_OUTPUT);
        if (!traits.root().isEmpty()) {
            command = command.with("GREENROOM_ROOT", traits.root());
        }
        return traits.elevation() == HostTraits.Elevation.NONE ? command : command.asRoot();
    }

    private static void requireAnswer(CommandResult result) throws SshException, OperationFailedException {
        switch (result.outcome()) {
            case Outcome.Exited(int status) -> {
                if (status != 0) {
                    throw new OperationFailedException(
                            FailureReason.COMMAND_FAILED, lastLine(result.stderr()), "python3", String.valueOf(status));
                }
            }
            case Outcome.Signalled(String name) ->
                throw new OperationFailedException(
                        FailureReason.COMMAND_FAILED, lastLine(result.stderr()), "python3", name);
            case Outcome.TimedOut(Duration limit) ->
                throw new OperationFailedException(FailureReason.TIMED_OUT, "no answer within " + limit);
            case Outcome.TooMuch(int limit) ->
                throw new OperationFailedException(FailureReason.ANSWER_UNREADABLE, "more than " + limit + " bytes");
            case Outcome.Lost() -> result.requireSuccess();
        }
    }

    private static String lastLine(String text) {
        String stripped = text.strip();
        String line = stripped.substring(stripped.lastIndexOf('\n') + 1);
        return line.substring(0, Math.min(line.length(), 500));
    }

    /**
     * What a look found.
     *
     * @param facts everything read
     * @param known every instance of the server found now or before, to be kept in its profile
     */
    public record Look(ServerFacts facts, List<KnownInstance> known) {}
}
