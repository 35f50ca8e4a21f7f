package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.restore.RestoreNote;
import app.greenroom.domain.restore.RestorePart;
import app.greenroom.domain.restore.RestorePlan;
import app.greenroom.domain.restore.RestoreRequest;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.support.JobRecorder;
import app.greenroom.task.TaskContext;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot of one site goes to another server, on which pretalx of the same or of an older version lives already. */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoreToOtherSiteIT {
    private static final TargetName SOURCE = TargetName.parse(LabDesk.SERVER);
    private static final TargetName OTHER = TargetName.parse("other");
    private static final String STATE = "cd /tmp; runuser -u pretalx -- psql -AtF ' ' -c 'SELECT (SELECT count(*) FROM"
        + " event_event), (SELECT count(*) FROM submission_submission), (SELECT count(*) FROM person_user)'; cd"
        + " /var/pretalx/data; find media -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum; sha256sum .secret";
    private static final String OWN =
            "sha256sum /etc/pretalx/pretalx.cfg /etc/systemd/system/pretalx-*.service;" + " crontab -u pretalx -l";
    private static final String VERSION = "runuser -u pretalx -- /var/pretalx/venv/bin/python -c 'import pretalx;"
            + " print(pretalx.__version__)'; curl -so /dev/null -w '%{http_code}' http://127.0.0.1:8345/healthcheck/;"
            + " systemctl is-active pretalx-worker";

    @RegisterExtension
    static final LabServer source = LabServer.of(LabServer.Layer.HOPS);

    @RegisterExtension
    static final LabServer other = LabServer.of(LabServer.Layer.POSTGRESQL);

    @TempDir
    Path folder;

    private LabDesk desk;

    @BeforeEach
    void twoSites() {
        desk = new LabDesk(folder.resolve("library"), source.host(), "root", source.key());
        desk.save("other", other);
        source.run("""
            install -d -o pretalx -g pretalx /var/pretalx/data/media/some
            date > '/var/pretalx/data/media/some/a picture.png'
            chown -R pretalx:pretalx /var/pretalx/data/media/some
            """);
        // settings of its own, which are none of the snapshot's business
        other.run("grep -q other /etc/pretalx/pretalx.cfg || echo '# other' >> /etc/pretalx/pretalx.cfg");
    }

    @Order(1)
    @Test
    void aSiteOfTheSameVersionTakesTheDataAndKeepsItsOwnConfiguration() throws Exception {
        SnapshotSummary summary = desk.backups().create(SOURCE, TaskContext.quiet());
        String own = other.run(OWN);
        RestorePlan plan = plan(RestoreRequest.everything(SOURCE, Optional.of(summary.id())));
        assertThat(plan.notes()).extracting(RestoreNote::code).doesNotContain(RestoreNote.Code.VERSION_COMES_BACK);
        restore(plan);
        assertThat(other.run(STATE)).isEqualTo(source.run(STATE));
        assertThat(other.run(OWN)).isEqualTo(own);
        assertThat(other.run(VERSION)).isEqualTo("2025.2.2\n200active\n");
    }

    /** Last, because both sites are on the new version then. */
    @Order(2)
    @Test
    void aSiteOfAnOlderVersionGetsTheSnapshotsVersionWithIt() throws Exception {
        source.run("""
            systemctl stop pretalx-web pretalx-worker
            cd /var/pretalx
            for version in 2026.1.2 2026.2.1; do
                runuser -u pretalx -- env -C /var/pretalx HOME=/var/pretalx venvs/$version/bin/python -m pretalx migrate --noinput > /dev/null
            done
            mv venv venv-old; ln -s venvs/2026.2.1 venv; mv static static-old; mv static-built static
            systemctl start pretalx-web pretalx-worker
            """);
        SnapshotSummary summary = desk.backups().create(SOURCE, TaskContext.quiet());
        assertThat(summary.head().orElseThrow().origin().pretalx()).isEqualTo("2026.2.1");
        String own = other.run(OWN);

        RestoreRequest all = RestoreRequest.everything(SOURCE, Optional.of(summary.id()));
        assertThat(plan(RestoreRequest.only(SOURCE, Optional.of(summary.id()), Set.of(RestorePart.DATABASE)))
                        .notes())
                .as("a database alone does not fit an older pretalx")
                .contains(RestoreNote.of(RestoreNote.Code.VERSION_NEWER, Level.BLOCKER, "2026.2.1", "2025.2.2"));
        assertThat(desk.restores()
                        .plan(all.to(OTHER, true), TaskContext.quiet())
                        .notes())
                .as("what lives there is no quiet copy")
                .contains(RestoreNote.of(RestoreNote.Code.COPY_NEEDS_EMPTY, Level.BLOCKER));

        RestorePlan plan = plan(all);
        assertThat(plan.notes())
                .contains(RestoreNote.of(RestoreNote.Code.VERSION_COMES_BACK, Level.WARNING, "2026.2.1", "2025.2.2"));
        restore(plan);
        assertThat(other.run(STATE)).isEqualTo(source.run(STATE));
        assertThat(other.run(OWN)).isEqualTo(own);
        assertThat(other.run(VERSION)).isEqualTo("2026.2.1\n200active\n");
    }

    private RestorePlan plan(RestoreRequest request) throws OperationFailedException {
        return desk.restores().plan(request.to(OTHER, false), TaskContext.quiet());
    }

    private void restore(RestorePlan plan) throws OperationFailedException {
        assertThat(plan.blocked()).as(plan.notes().toString()).isFalse();
        JobId job = desk.restores().start(plan, TaskContext.quiet());
        JobRecorder recorder = new JobRecorder();
        JobState state = desk.jobs().follow(OTHER, Optional.of(job), any -> {}, recorder, TaskContext.quiet());
        assertThat(state)
                .as(() -> IntStream.range(0, plan.steps().size())
                        .mapToObj(step -> plan.steps().get(step).name() + ": " + recorder.output(step))
                        .collect(Collectors.joining("\n")))
                .isEqualTo(JobState.DONE);
    }
}
