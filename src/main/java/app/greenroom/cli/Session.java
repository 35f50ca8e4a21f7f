package app.greenroom.cli;

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
final class Session {
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

    Session(
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
    Session on(Operations others) {
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
            public int desktop(boolean practice) throws OperationFailedException {
                return backstage.desktop(practice);
            }
        };
        Session apart = new Session(instead, terminal, words, clock, environment, interrupt);
        apart.verbose(verbose);
        apart.output().json(output.json());
        return apart;
    }

    Backstage backstage() {
        return backstage;
    }

    Operations operations() throws OperationFailedException {
        return backstage.operations();
    }

    Terminal terminal() {
        return terminal;
    }

    Words words() {
        return words;
    }

    Output output() {
        return output;
    }

    ProgressLine progress() {
        return progress;
    }

    Asking asking() {
        return asking;
    }

    Clock clock() {
        return clock;
    }

    Instant now() {
        return clock.instant();
    }

    boolean verbose() {
        return verbose;
    }

    void verbose(boolean wanted) {
        verbose = wanted;
    }

    /** A variable of the environment; empty if it is not set or holds nothing. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Fires when the user interrupts. */
    CancellationToken interrupt() {
        return interrupt;
    }

    /** A context that ends with the user's interrupt and shows progress. */
    TaskContext context() {
        return new TaskContext(interrupt, progress::show);
    }

    /** Does something on a saved server, asking for what only a person can say. */
    <T> T on(String server, Work<T> work) throws OperationFailedException {
        try {
            return asking.attempt(server, work);
        } finally {
            progress.clear();
        }
    }

    /** A failure for an option that is missing and cannot be asked for. */
    static OperationFailedException missing(String option) {
        return new OperationFailedException(FailureReason.INPUT_INVALID, "no terminal to ask for it", option);
    }
}
