package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.SnapshotManifest.Head;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.restore.RestoreNote;
import app.greenroom.domain.restore.RestorePlan;
import app.greenroom.domain.restore.RestoreRequest;
import app.greenroom.domain.server.TargetName;
import app.greenroom.support.JobRecorder;
import app.greenroom.task.TaskContext;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Debian on which pretalx was never installed becomes a site, from a snapshot alone. One subclass for each way to live. */
abstract class RestoreToEmptyServerIT {
    private static final TargetName NAME = TargetName.parse(LabDesk.SERVER);
    private static final String COUNT = "cd /tmp; runuser -u pretalx -- psql -AtF ' ' -c 'SELECT (SELECT count(*) FROM"
            + " event_event), (SELECT count(*) FROM submission_submission), (SELECT count(*) FROM person_user)'";
    private static final String FILES = "cd /var/pretalx/data; find media -type f -print0 | LC_ALL=C sort -z | xargs -0"
            + " sha256sum; sha256sum .secret; stat -c '%U %a' .secret; sha256sum /etc/pretalx/pretalx.cfg";

    @TempDir
    Path folder;

    abstract LabServer original();

    abstract LabServer empty();

    /** Whether it is to be a copy beside the original(). */
    abstract boolean copy();

    /** What the plan says about the way it lives. */
    abstract RestoreNote.Code said();

    /** Worker, schedules and mail are as they should be. */
    abstract void assertLives();

    @Test
    void aSnapshotAloneMakesTheSiteAgain() throws Exception {
        original().run("""
            install -d -o pretalx -g pretalx /var/pretalx/data/media/some
            echo picture > '/var/pretalx/data/media/some/a picture.png'
            chown -R pretalx:pretalx /var/pretalx/data/media/some
            """);
        LabDesk desk = new LabDesk(
                folder.resolve("library"), original().host(), "root", original().key());
        SnapshotSummary summary = desk.backups().create(NAME, TaskContext.quiet());
        Head head = summary.head().orElseThrow();
        String counts = original().run(COUNT);
        String files = original().run(FILES);
        original().shutDown();

        desk.save("spare", empty());
        RestorePlan plan = desk.restores()
                .plan(
                        RestoreRequest.everything(NAME, Optional.of(summary.id()))
                                .to(TargetName.parse("spare"), copy()),
                        TaskContext.quiet());
        assertThat(plan.blocked()).as(plan.notes().toString()).isFalse();
        assertThat(plan.notes()).extracting(RestoreNote::code).contains(RestoreNote.Code.EMPTY_SERVER, said());
        JobId job = desk.restores().start(plan, TaskContext.quiet());
        JobRecorder recorder = new JobRecorder();
        JobState state = desk.jobs().follow(plan.target(), Optional.of(job), any -> {}, recorder, TaskContext.quiet());
        assertThat(state).as(recorder.toString()).isEqualTo(JobState.DONE);

        assertThat(empty().run(COUNT)).isEqualTo(counts);
        assertThat(empty().run(FILES)).isEqualTo(files);
        assertThat(empty().run("curl -so /dev/null -w '%{http_code}' http://127.0.0.1/healthcheck/"))
                .isEqualTo("200");
        assertLives();
        assertThat(desk.inspections()
                        .inspect("spare", TaskContext.quiet())
                        .instances()
                        .getFirst()
                        .facts()
                        .counts()
                        .value())
                .isEqualTo(head.counts());
    }
}
