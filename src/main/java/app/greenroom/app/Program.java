package app.greenroom.app;

import app.greenroom.cli.CommandLineFace;
import app.greenroom.cli.SystemTerminal;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.task.CancellationToken;
import app.greenroom.text.Messages;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One run of the program. An interrupt (Ctrl-C, or an end asked for by the system) becomes a cancellation, so that
 * commands end cleanly and say what state things are in; one that does not end within a while is left.
 */
public final class Program {
    /** Work that was asked to end closes its connections and its processes on the server within this time. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final OpenedOnDemand.Builder builder;

    /** The program as it is started. */
    public static Program usual() {
        return new Program(CompositionRoot::build);
    }

    /** A program that builds what it needs. */
    Program(OpenedOnDemand.Builder builder) {
        this.builder = builder;
    }

    /**
     * Runs one command, or the window if there is none.
     *
     * @return the exit status
     */
    public int run(String... arguments) {
        Map<String, String> environment = System.getenv();
        SystemTerminal terminal = new SystemTerminal(environment);
        OpenedOnDemand backstage = new OpenedOnDemand(builder);
        CommandLineFace face = new CommandLineFace(
                backstage,
                terminal,
                new Messages(Locale.ENGLISH),
                Clock.system(ZoneId.systemDefault()),
                environment,
                BuildInfo.read().version());
        Run run = new Run(terminal, backstage);
        Thread hook = Thread.ofPlatform().name("interrupt").unstarted(run::interrupted);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            run.status = face.run(run.interrupt, arguments);
        } finally {
            backstage.close();
            run.ended.countDown();
        }
        return run.status;
    }

    /** The state that an interrupt has to know. */
    private static final class Run {
        private final SystemTerminal terminal;
        private final OpenedOnDemand backstage;
        private final CancellationToken interrupt = new CancellationToken();
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile int status = ExitStatus.CANCELLED.number();

        Run(SystemTerminal terminal, OpenedOnDemand backstage) {
            this.terminal = terminal;
            this.backstage = backstage;
        }

        /** Runs when the program ends, by itself or not; decides the exit status in the latter case. */
        void interrupted() {
            if (ended.getCount() == 0) {
                return;
            }
            interrupt.cancel();
            boolean inTime = false;
            try {
                inTime = !terminal.waiting() && ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
            if (!inTime) {
                System.err.println();
                backstage.close();
            }
            System.out.flush();
            System.err.flush();
            Runtime.getRuntime().halt(status);
        }
    }
}
