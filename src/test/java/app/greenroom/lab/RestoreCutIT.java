package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.SnapshotSummary;
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
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A restore that is cut anywhere leaves a healthy site on the former or on the restored data, never between. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class RestoreCutIT {
    private static final TargetName NAME = TargetName.parse(LabDesk.SERVER);
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

    @ParameterizedTest
    @ValueSource(strings = {"database", "put-database", "put-secret", "gate"})
    void aKilledRunnerIsTakenBackByTheServerItself(String step) throws Exception {
        Run run = start();
        JobState followed = run.follow(
                step, () -> server.run("kill -KILL $(systemctl show -p MainPID --value greenroom-" + run.job + ")"));
        JobState ended = followed == JobState.INTERRUPTED ? run.awaitEnd() : followed;
        assertThat(ended).isIn(JobState.UNDONE, JobState.DONE);
        assertThat(server.run(HEALTHY)).isEqualTo("200");
        assertThat(state()).isEqualTo(ended == JobState.DONE ? "then then then" : "now now now");
        assertThat(server.run("systemctl is-active pretalx-worker; crontab -u pretalx -l | wc -l"))
                .isEqualTo("active\n1\n");
    }

    @Test
    void aPowerCutInTheWindowIsTakenBackAtTheNextBoot() throws Exception {
        Run run = start();
        run.follow("put-media", () -> {
            server.cutPower();
            server.boot();
        });
        assertThat(server.run(HEALTHY)).isEqualTo("200");
        String after = state();
        assertThat(after).isIn("now now now", "then then then");
        JobState ended = run.awaitEnd();
        assertThat(after).isEqualTo(ended == JobState.DONE ? "then then then" : "now now now");
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
        JobState follow(String step, Cut cut) throws OperationFailedException {
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
                        cut.now();
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

        /** Where the job stands once the server has dealt with it. */
        JobState awaitEnd() throws OperationFailedException {
            long limit = System.nanoTime() + 120_000_000_000L;
            while (true) {
                JobState state = desk.jobs().list(NAME, TaskContext.quiet()).stream()
                        .filter(each -> each.plan().id().equals(job))
                        .findFirst()
                        .orElseThrow()
                        .state();
                if (state.ended() || System.nanoTime() > limit) {
                    return state;
                }
                server.run("sleep 0.5");
            }
        }
    }

    /** Something that cuts a job short. */
    @FunctionalInterface
    private interface Cut {
        void now() throws IOException;
    }
}
