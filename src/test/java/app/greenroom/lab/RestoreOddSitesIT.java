package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.restore.KeptState;
import app.greenroom.domain.restore.RestoreNote;
import app.greenroom.domain.restore.RestorePart;
import app.greenroom.domain.restore.RestorePlan;
import app.greenroom.domain.restore.RestoreRequest;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.support.JobRecorder;
import app.greenroom.task.TaskContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sites that are set up in ways of their own come back too, or it is said beforehand why not. */
@TestMethodOrder(MethodOrderer.MethodName.class)
@Tag("long")
class RestoreOddSitesIT {
    private static final TargetName NAME = TargetName.parse(LabDesk.SERVER);
    private static final String MEDIA = "cd /var/pretalx/data/media; find . -path './.greenroom-*' -prune -o -type f"
            + " -printf '%p %U %m\\n"
            + "' | LC_ALL=C sort; find . -path './.greenroom-*' -prune -o -type f -exec sha256sum {} + | LC_ALL=C sort";
    private static final String HEALTH =
            "curl -so /dev/null -w '%{http_code}' http://127.0.0.1:8345/healthcheck/; systemctl is-active"
                    + " pretalx-worker";

    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);

    @TempDir
    Path folder;

    private LabDesk desk;

    @BeforeEach
    void prepare() {
        desk = new LabDesk(folder.resolve("library"), server.host(), "root", server.key());
    }

    @Test
    void uploadedFilesOnAFileSystemOfTheirOwnChangePlacesWithinIt() throws Exception {
        server.run("""
            cd /var/pretalx/data
            install -d -o pretalx -g pretalx media
            mount -t tmpfs -o size=64M,mode=0755,uid=$(id -u pretalx),gid=$(id -g pretalx) tmpfs media
            install -d -o pretalx -g pretalx media/some
            echo then > media/some/logo.png; echo then > media/then.txt
            chown -R pretalx:pretalx media
            """);
        try {
            SnapshotSummary summary = desk.backups().create(NAME, TaskContext.quiet());
            String then = server.run(MEDIA);
            server.run("""
                cd /var/pretalx/data/media
                echo now > some/logo.png; rm then.txt; echo now > now.txt; chown -R pretalx:pretalx .
                """);
            String now = server.run(MEDIA);
            RestoreRequest request = RestoreRequest.everything(NAME, Optional.of(summary.id()));
            RestorePlan plan = desk.restores().plan(request, TaskContext.quiet());
            assertThat(plan.notes()).extracting(RestoreNote::code).contains(RestoreNote.Code.MOUNT_WITHIN);
            stoppedIn(plan, "put-media");
            assertThat(server.run(MEDIA + "; ls -A | grep greenroom || true")).isEqualTo(now);

            restore(desk.restores().plan(request, TaskContext.quiet()));
            assertThat(server.run(MEDIA)).isEqualTo(then);
            assertThat(server.run("cat /var/pretalx/data/media/.greenroom-before-*/now.txt"))
                    .isEqualTo("now\n");
            assertThat(desk.backups()
                            .create(NAME, TaskContext.quiet())
                            .head()
                            .orElseThrow()
                            .totals()
                            .files())
                    .as("what was set aside is not in the next snapshot")
                    .isEqualTo(summary.head().orElseThrow().totals().files());
            assertThat(server.run(HEALTH)).isEqualTo("200active\n");

            server.run("echo wrong > /var/pretalx/data/media/some/logo.png; touch /var/pretalx/data/media/now.txt");
            restore(desk.restores()
                    .plan(
                            RestoreRequest.files(NAME, Optional.of(summary.id()), List.of("some/logo.png")),
                            TaskContext.quiet()));
            assertThat(server.run(
                            "cd /var/pretalx/data/media; cat some/logo.png; cat .greenroom-before-*/some/logo.png"))
                    .isEqualTo("then\nnow\nwrong\n");

            cleanUp();
            assertThat(server.run("ls -A /var/pretalx/data/media")).isEqualTo("now.txt\nsome\nthen.txt\n");
        } finally {
            server.run("umount /var/pretalx/data/media");
        }
    }

    private void cleanUp() throws OperationFailedException {
        List<KeptState> kept = desk.cleanup().list(NAME, TaskContext.quiet());
        desk.cleanup().remove(NAME, Set.copyOf(kept.stream().map(KeptState::job).toList()), TaskContext.quiet());
        assertThat(desk.cleanup().list(NAME, TaskContext.quiet())).isEmpty();
    }

    /** Last, since the superuser is shut out for good. */
    @Test
    void withoutSuperuserTheRoleMustBeAllowedToMakeADatabase() throws Exception {
        SnapshotSummary summary = desk.backups().create(NAME, TaskContext.quiet());
        RestoreRequest request = RestoreRequest.only(NAME, Optional.of(summary.id()), Set.of(RestorePart.DATABASE));
        String hba = "/etc/postgresql/*/main/pg_hba.conf";
        server.run("cp " + hba + " /root/hba; sed -i '1i local all postgres reject' " + hba
                + "; systemctl reload postgresql; ! runuser -u postgres -- psql -c 'SELECT 1' 2> /dev/null");

        assertThat(desk.restores().plan(request, TaskContext.quiet()).notes())
                .contains(RestoreNote.of(RestoreNote.Code.DATABASE_RIGHTS, Level.BLOCKER, "pretalx"));

        server.run("cp /root/hba " + hba + "; systemctl reload postgresql; cd /tmp; runuser -u postgres -- psql -qc"
                + " 'ALTER ROLE pretalx CREATEDB'; sed -i '1i local all postgres reject' " + hba
                + "; systemctl reload postgresql");
        restore(desk.restores().plan(request, TaskContext.quiet()));
        assertThat(server.run(HEALTH)).isEqualTo("200active\n");
    }

    /** Asked to stop as soon as a step has begun, the job takes back what it did. */
    private void stoppedIn(RestorePlan plan, String step) throws Exception {
        int index = plan.steps().stream().map(JobPlan.Step::name).toList().indexOf(step);
        JobId job = desk.restores().start(plan, TaskContext.quiet());
        JobRecorder recorder = new JobRecorder();
        CompletableFuture<JobState> end = CompletableFuture.supplyAsync(() -> {
            try {
                return desk.jobs().follow(NAME, Optional.of(job), any -> {}, recorder, TaskContext.quiet());
            } catch (OperationFailedException e) {
                throw new CompletionException(e);
            }
        });
        recorder.await(told -> told.told("STEP_BEGUN " + index), Duration.ofMinutes(2));
        desk.jobs().stop(NAME, Optional.of(job), TaskContext.quiet());
        assertThat(end.get(2, TimeUnit.MINUTES)).as(recorder.order()::toString).isEqualTo(JobState.UNDONE);
    }

    private void restore(RestorePlan plan) throws OperationFailedException {
        assertThat(plan.blocked()).as(plan.notes().toString()).isFalse();
        JobId job = desk.restores().start(plan, TaskContext.quiet());
        JobRecorder recorder = new JobRecorder();
        JobState state = desk.jobs().follow(NAME, Optional.of(job), any -> {}, recorder, TaskContext.quiet());
        assertThat(state)
                .as(() -> IntStream.range(0, plan.steps().size())
                        .mapToObj(step -> plan.steps().get(step).name() + ": " + recorder.output(step))
                        .collect(Collectors.joining("\n")))
                .isEqualTo(JobState.DONE);
    }
}
