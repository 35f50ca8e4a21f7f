package app.greenroom.cli.session;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.operation.Operations;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import app.greenroom.task.Work;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What every command of one run shares. */
public final class Session {
    private final Backstage backstage;
    private final Terminal terminal;
    private final Words words;
    private final Clock clock;
    private final Map<String, String> environment;
    private final CancellationToken interrupt;
    private final ProgressLine progress;
    private final Output output;
    private final Asking asking;
    private boolean verbose;

    public Session(
            Backstage backstage,
            Terminal terminal,
            Words words,
            Clock clock,
            Map<String, String> environment,
            CancellationToken interrupt) {
        this.backstage = backstage;
        this.terminal = terminal;
        this.words = words;
        this.clock = clock;
        this.environment = environment;
        this.interrupt = interrupt;
        this.progress = new ProgressLine(terminal, words.messages(), clock);
        this.output = new Output(terminal, progress);
        this.asking = new Asking(this);
    }

    /** The same session on other operations. */
    public Session on(Operations others) {
        Backstage instead = new Backstage() {
            @Override
            public Operations operations() {
                return others;
            }

            @Override
            public Operations operationsApart() {
                return others;
            }

            @Override
            public Shown desktop(boolean practice, CancellationToken ending) throws OperationFailedException {
                return backstage.desktop(practice, ending);
            }
        };
        Session apart = new Session(instead, terminal, words, clock, environment, interrupt);
        apart.verbose(verbose);
        apart.output().json(output.json());
        return apart;
    }

    public Backstage backstage() {
        return backstage;
    }

    public Operations operations() throws OperationFailedException {
        return backstage.operations();
    }

    public Terminal terminal() {
        return terminal;
    }

    public Words words() {
        return words;
    }

    public Output output() {
        return output;
    }

    public ProgressLine progress() {
        return progress;
    }

    public Asking asking() {
        return asking;
    }

    public Clock clock() {
        return clock;
    }

    public Instant now() {
        return clock.instant();
    }

    public boolean verbose() {
        return verbose;
    }

    public void verbose(boolean wanted) {
        verbose = wanted;
    }

    /** A variable of the environment; empty if it is not set or holds nothing. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Fires when the user interrupts. */
    public CancellationToken interrupt() {
        return interrupt;
    }

    /** A context that ends with the user's interrupt and shows progress. */
    public TaskContext context() {
        return new TaskContext(interrupt, progress::show);
    }

    /** Does something on a saved server, asking for what only a person can say. */
    public <T> T on(String server, Work<T> work) throws OperationFailedException {
        try {
            return asking.attempt(server, work);
        } finally {
            progress.clear();
        }
    }

    /** A failure for an option that is missing and cannot be asked for. */
    public static OperationFailedException missing(String option) {
        return new OperationFailedException(FailureReason.INPUT_INVALID, "no terminal to ask for it", option);
    }
}
