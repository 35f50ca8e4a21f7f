package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobEvent.Kind;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.restore.RestorePlan;
import app.greenroom.domain.restore.RestoreRequest;
import app.greenroom.domain.server.TargetName;
import app.greenroom.support.JobRecorder;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A restore that is cut anywhere leaves a healthy site on the former or on the restored data, never between. A few
 * moments, drawn from a printed seed ({@code -Dlab.seed}), chosen ones ({@code -Dlab.moments=gate:power,media:kill}), or
 * all of them ({@code -Dlab.sweep=true}).
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
class RestoreCutIT {
    private static final TargetName NAME = TargetName.parse(LabDesk.SERVER);
    private static final int DRAWN = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Those of a whole restore whose configuration is as in the snapshot; what comes after the opening included. */
    private static final List<String> STEPS = List.of(
            "look",
            "database",
            "migrations",
            "media",
            "secret",
            "clear",
            "quiet",
            "stop",
            "put-database",
            "put-media",
            "put-secret",
            "forget",
            "gate",
            "open",
            "resume",
            "record");

    private static final String HEALTHY = "for i in $(seq 600); do [ \"$(curl -so /dev/null -w '%{http_code}'"
            + " http://127.0.0.1:8345/healthcheck/)\" = 200 ] && break; sleep .1; done; curl -so /dev/null -w"
            + " '%{http_code}' http://127.0.0.1:8345/healthcheck/";

    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);

    @TempDir
    Path folder;

    private LabDesk desk;
    private SnapshotSummary summary;

    @BeforeEach
    void aSnapshotOfThenAndASiteOfNow() throws OperationFailedException {
        desk = new LabDesk(folder.resolve("library"), server.host(), "root", server.key());
        mark("then");
        summary = desk.backups().create(NAME, TaskContext.quiet());
        mark("now");
        assertThat(state()).isEqualTo("now now now");
    }

    private static void mark(String word) {
        server.run("""
            cd /tmp; runuser -u pretalx -- psql -q -c "DROP TABLE IF EXISTS marker; CREATE TABLE marker AS SELECT 'WORD'::text AS x"
            install -d -o pretalx -g pretalx /var/pretalx/data/media
            echo WORD > /var/pretalx/data/media/marker.txt; chown pretalx /var/pretalx/data/media/marker.txt
            printf '%s' 'WORD-0123456789012345678901234567890123456789012345' > /var/pretalx/data/.secret
            systemctl restart pretalx-web
            """.replace("WORD", word));
    }

    /** What database, uploaded files and secret are of. */
    private static String state() {
        return server.run("cd /tmp; printf '%s %s %s' \"$(runuser -u pretalx -- psql -Atc 'SELECT x FROM marker')\""
                + " \"$(cat /var/pretalx/data/media/marker.txt)\" \"$(cut -d- -f1 /var/pretalx/data/.secret)\"");
    }

    /** What is done to a restore as soon as one of its steps has begun. */
    enum Cut {
        /** The runner is killed with all that it runs; the server goes on. */
        KILL,
        /** The power goes. */
        POWER
    }

    record Moment(String step, Cut cut) {
        static Moment of(String text) {
            String[] parts = text.split(":", 2);
            return new Moment(parts[0], Cut.valueOf(parts[1].toUpperCase(Locale.ROOT)));
        }

        @Override
        public String toString() {
            return step + ":" + cut.name().toLowerCase(Locale.ROOT);
        }
    }

    static List<Moment> moments() {
        String wanted = System.getProperty("lab.moments", "");
        if (!wanted.isEmpty()) {
            return Stream.of(wanted.split(",", -1)).map(Moment::of).toList();
        }
        List<Moment> all = new ArrayList<>(STEPS.stream()
                .flatMap(step -> Stream.of(Cut.values()).map(cut -> new Moment(step, cut)))
                .toList());
        if (Boolean.getBoolean("lab.sweep")) {
            return all;
        }
        long seed = Long.getLong("lab.seed", System.nanoTime());
        System.out.printf("RestoreCutIT draws %d of %d moments, -Dlab.seed=%d%n", DRAWN, all.size(), seed);
        Collections.shuffle(all, new Random(seed));
        return all.subList(0, DRAWN);
    }

    @ParameterizedTest
    @MethodSource("moments")
    void theSiteIsOnTheFormerOrOnTheRestoredDataNeverBetween(Moment moment) throws Exception {
        Run run = start();
        run.follow(moment.step(), () -> {
            if (moment.cut() == Cut.KILL) {
                server.run("kill -KILL $(systemctl show -p MainPID --value greenroom-" + run.job + ")");
            } else {
                server.cutPower();
                server.boot();
            }
        });
        assertThat(server.run(HEALTHY)).as("nobody had to come").isEqualTo("200");
        String after = state();
        assertThat(after).isIn("now now now", "then then then");
        JobState ended = run.awaitEnd(moment);
        assertThat(ended).isIn(JobState.UNDONE, JobState.DONE);
        assertThat(state()).isEqualTo(ended == JobState.DONE ? "then then then" : "now now now");
        assertThat(server.run(HEALTHY)).isEqualTo("200");
        assertThat(server.run("systemctl is-active pretalx-worker; crontab -u pretalx -l | wc -l; ls"
                        + " /var/lib/greenroom/armed"))
                .isEqualTo("active\n1\n");
        Figures.write("restore cut at %s: %s%n".formatted(moment, ended));
    }

    private Run start() throws OperationFailedException {
        RestorePlan plan =
                desk.restores().plan(RestoreRequest.everything(NAME, Optional.of(summary.id())), TaskContext.quiet());
        assertThat(plan.blocked()).as(plan.notes().toString()).isFalse();
        return new Run(plan, desk.restores().start(plan, TaskContext.quiet()));
    }

    private final class Run {
        private final RestorePlan plan;
        private final JobId job;

        Run(RestorePlan plan, JobId job) {
            this.plan = plan;
            this.job = job;
        }

        /** Follows the job and cuts something as soon as a step has begun; gives where it stands then. */
        JobState follow(String step, Disturbance disturbance) throws OperationFailedException {
            JobRecorder recorder = new JobRecorder() {
                private boolean done;

                @Override
                public synchronized void event(JobEvent event) {
                    super.event(event);
                    if (!done
                            && event.kind() == Kind.STEP_BEGUN
                            && plan.steps().get(event.step()).name().equals(step)) {
                        done = true;
                        cut();
                    }
                }

                private void cut() {
                    try {
                        disturbance.now();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
            };
            TaskContext context = TaskContext.quiet();
            try {
                return desk.jobs().follow(NAME, Optional.of(job), any -> {}, recorder, context);
            } catch (OperationFailedException lost) {
                return JobState.INTERRUPTED; // the server is off
            }
        }

        /** Where the job stands once the server, and where it waits for somebody a client, has dealt with it. */
        JobState awaitEnd(Moment moment) throws OperationFailedException {
            long limit = System.nanoTime() + PATIENCE.toNanos();
            boolean opening = STEPS.indexOf(moment.step()) >= STEPS.indexOf("open");
            while (true) {
                JobState state = desk.jobs().list(NAME, TaskContext.quiet()).stream()
                        .filter(each -> each.plan().id().equals(job))
                        .findFirst()
                        .orElseThrow()
                        .state();
                if (state == JobState.UNDONE || state == JobState.DONE || System.nanoTime() > limit) {
                    return state;
                }
                if (state == JobState.INTERRUPTED || state == JobState.STUCK) {
                    comeBack(opening);
                }
                server.run("sleep 0.5");
            }
        }

        /** What was opened goes on, since visitors may have written; all else is taken back. */
        private void comeBack(boolean opening) throws OperationFailedException {
            try {
                if (opening) {
                    desk.jobs().resume(NAME, Optional.of(job), TaskContext.quiet());
                } else {
                    desk.jobs().undo(NAME, Optional.of(job), TaskContext.quiet());
                }
            } catch (OperationFailedException failure) {
                if (failure.reason() != FailureReason.JOB_RUNNING) {
                    throw failure; // the server was faster
                }
            }
        }
    }

    /** Something that cuts a job short. */
    @FunctionalInterface
    private interface Disturbance {
        void now() throws IOException;
    }
}
