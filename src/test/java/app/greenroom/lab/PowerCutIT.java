package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobState;
import app.greenroom.job.JobClient;
import app.greenroom.job.JobCursor;
import app.greenroom.support.JobRecorder;
import app.greenroom.task.TaskContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The power goes at a step of the window of a real upgrade: the server undoes by itself when it starts again, before
 * pretalx starts, and nobody has to come. A few moments, drawn from a printed seed ({@code -Dlab.seed}), named ones ({@code -Dlab.moments=GATE,COPY}), or all of them
 * ({@code -Dlab.sweep=true}).
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PowerCutIT {
    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.HOPS);

    private static final int DRAWN = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String COUNTS = "select (select count(*) from event_event), "
            + "(select count(*) from submission_submission), (select count(*) from person_user)";

    @TempDir
    static Path library;

    private static InstanceFacts facts;
    private static String counts;
    private static int number;

    private final JobClient client = new JobClient(new Random());
    private final OpenSshHost host = new OpenSshHost(server);

    /** When the power goes: at an event of the journal, or as soon as a step has said something. */
    enum Moment {
        QUIET("quiet", JobEvent.Kind.STEP_BEGUN, ""),
        STOP("stop", JobEvent.Kind.STEP_BEGUN, ""),
        STOPPED("stop", JobEvent.Kind.STEP_DONE, ""),
        COPY("copy", JobEvent.Kind.STEP_BEGUN, ""),
        COPIED("copy", JobEvent.Kind.STEP_DONE, ""),
        MIGRATING("migrate-2026.1.2", JobEvent.Kind.STEP_BEGUN, "OK"),
        MIGRATED("migrate-2026.2.1", JobEvent.Kind.STEP_DONE, ""),
        SWITCH("switch", JobEvent.Kind.STEP_BEGUN, ""),
        SWITCHED("switch", JobEvent.Kind.STEP_DONE, ""),
        GATE("gate", JobEvent.Kind.STEP_BEGUN, ""),
        UNDO_OF_GATE("gate", JobEvent.Kind.STEP_UNDONE, ""),
        UNDO_OF_SWITCH("switch", JobEvent.Kind.STEP_UNDO_BEGUN, ""),
        UNDO_OF_COPY("copy", JobEvent.Kind.STEP_UNDO_BEGUN, ""),
        UNDO_OF_STOP("stop", JobEvent.Kind.STEP_UNDO_BEGUN, ""),
        UNDO_OF_QUIET("quiet", JobEvent.Kind.STEP_UNDO_BEGUN, "");

        private final String step;
        private final JobEvent.Kind kind;
        private final String said;

        Moment(String step, JobEvent.Kind kind, String said) {
            this.step = step;
            this.kind = kind;
            this.said = said;
        }

        boolean inUndo() {
            return kind == JobEvent.Kind.STEP_UNDO_BEGUN || kind == JobEvent.Kind.STEP_UNDONE;
        }

        boolean hasCome(JobPlan plan, JobRecorder told) {
            int index = plan.steps().stream().map(Step::name).toList().indexOf(step);
            return told.events().stream().anyMatch(event -> event.step() == index && event.kind() == kind)
                    && told.output(index).contains(said);
        }
    }

    static List<Moment> moments() {
        List<Moment> all = new ArrayList<>(List.of(Moment.values()));
        String wanted = System.getProperty("lab.moments", "");
        if (!wanted.isEmpty()) {
            return Stream.of(wanted.split(",")).map(Moment::valueOf).toList();
        }
        if (Boolean.getBoolean("lab.sweep")) {
            return all;
        }
        long seed = Long.getLong("lab.seed", System.nanoTime());
        System.out.printf("PowerCutIT draws %d of %d moments, -Dlab.seed=%d%n", DRAWN, all.size(), seed);
        Collections.shuffle(all, new Random(seed));
        return all.subList(0, DRAWN);
    }

    @BeforeAll
    static void look() throws Exception {
        facts = new LabDesk(library, server.host(), "root", server.key())
                .inspections()
                .inspect(LabDesk.SERVER, TaskContext.quiet())
                .facts()
                .instances()
                .getFirst();
        counts = query(COUNTS);
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("moments")
    void theServerUndoesByItselfBeforeTheSiteStarts(Moment moment) throws Exception {
        JobPlan plan = start(step -> moment.inUndo() && step.name().equals("gate")
                ? StagedUpgrade.running(step, "#!/bin/sh\necho not good enough; exit 1\n")
                : step);
        JobRecorder before = new JobRecorder();
        CompletableFuture<JobState> _ = follow(plan, before);
        before.await(told -> moment.hasCome(plan, told), PATIENCE);
        server.cutPower();
        long cut = System.nanoTime();
        server.boot();
        JobRecorder after = new JobRecorder();
        assertThat(follow(plan, after).get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(after.order()::toString)
                .isEqualTo(JobState.UNDONE);
        Figures.write("power cut at %s: the old version was checked %.1f s after the cut%n"
                .formatted(moment, (System.nanoTime() - cut) / 1e9));

        assertThat(after.events()).anySatisfy(event -> {
            assertThat(event.kind()).isEqualTo(JobEvent.Kind.TAKEN_OVER);
            assertThat(event.detail()).isEqualTo("boot");
        });
        assertSiteStartedAfter(lastUndoOfTheWindow(plan, after));
        assertAsBefore();
    }

    /** Last, because the server is on the new version then. */
    @Order(2)
    @Test
    void onceTheSiteIsBeingOpenedNothingUndoesByItself() throws Exception {
        JobPlan plan = start(step -> step);
        JobRecorder before = new JobRecorder();
        CompletableFuture<JobState> _ = follow(plan, before);
        int opening = plan.steps().stream().map(Step::name).toList().indexOf("open");
        before.await(told -> told.told("STEP_BEGUN " + opening), PATIENCE);
        server.cutPower();
        server.boot();
        assertThat(follow(plan, new JobRecorder()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS))

                // the step can die an instant before its runner
                .isIn(JobState.INTERRUPTED, JobState.STUCK);
        client.resume(host, plan.id(), TaskContext.quiet());
        assertThat(follow(plan, new JobRecorder()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo(JobState.DONE);
        // a migration removes the proposal that was deleted before
        assertThat(query(COUNTS).replaceAll("\\|.*\\|", "|")).isEqualTo(counts.replaceAll("\\|.*\\|", "|"));
        assertThat(server.run("curl -s -H 'Host: localhost' http://127.0.0.1/api/"))
                .contains("2026.2.1");
    }

    private static double lastUndoOfTheWindow(JobPlan plan, JobRecorder told) {
        return told.events().stream()
                .filter(event -> event.kind() == JobEvent.Kind.STEP_UNDONE
                        && plan.steps().get(event.step()).phase() == JobPlan.Phase.WINDOW)
                .mapToDouble(event -> event.at().toEpochMilli() / 1000.0)
                .max()
                .orElse(0);
    }

    private JobPlan start(UnaryOperator<Step> change) throws Exception {
        JobPlan plan = StagedUpgrade.plan("cut-" + ++number, facts, change);
        client.start(host, plan, TaskContext.quiet());
        return plan;
    }

    private CompletableFuture<JobState> follow(JobPlan plan, JobRecorder recorder) {
        CompletableFuture<JobState> state = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                JobCursor cursor = new JobCursor(plan.id(), any -> {}, recorder);
                state.complete(client.follow(host, cursor, TaskContext.quiet()).orElseThrow());
            } catch (Exception e) { // handed to whoever asks for the state
                state.completeExceptionally(e);
            }
        });
        return state;
    }

    /** By the server's own clock. */
    private static void assertSiteStartedAfter(double moment) {
        double started = Double.parseDouble(
                server.run("date -d \"$(systemctl show -p ExecMainStartTimestamp --value" + " pretalx-web)\" +%s.%N")
                        .strip());
        // systemd tells whole seconds
        assertThat(started).isGreaterThan(moment - 1);
    }

    private static void assertAsBefore() {
        assertThat(query(COUNTS)).isEqualTo(counts);
        assertThat(server.run("""
            cd /var/pretalx
            runuser -u pretalx -- venv/bin/python -c 'import pretalx; print(pretalx.__version__)'
            runuser -u pretalx -- venv/bin/python -m pretalx migrate --check --skip-checks > /dev/null && echo migrated
            curl -s -o /dev/null -w '%{http_code}\\n' -H 'Host: localhost' http://127.0.0.1/healthcheck/
            systemctl is-active pretalx-web pretalx-worker cron
            crontab -u pretalx -l | grep -c runperiodic
            test -d venv -a ! -L venv && echo folder
            ls /var/lib/greenroom/armed /run/greenroom /run/systemd/system
            ls /etc/systemd/system | grep -E 'greenroom|requires' || true
            systemctl list-units --all --no-legend 'greenroom*'
            """)).isEqualTo("""
                2025.2.2
                migrated
                200
                active
                active
                active
                1
                folder
                /run/greenroom:

                /run/systemd/system:

                /var/lib/greenroom/armed:
                """);
    }

    private static String query(String sql) {
        return server.run("runuser -u postgres -- psql -At pretalx -c \"" + sql + "\"");
    }
}
