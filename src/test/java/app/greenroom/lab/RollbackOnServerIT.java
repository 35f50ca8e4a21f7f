package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.restore.KeptState;
import app.greenroom.domain.rollback.RollbackPlan;
import app.greenroom.domain.rollback.SinceThen.Kind;
import app.greenroom.domain.server.TargetName;
import app.greenroom.support.JobRecorder;
import app.greenroom.task.TaskContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Back behind a real upgrade that ended well, with data that came since, and forth again. */
abstract class RollbackOnServerIT {
    private static final TargetName SITE = TargetName.parse(LabDesk.SERVER);

    /** What an organiser and a speaker do after the upgrade, in the words of pretalx itself. */
    private static final String AFTERWARDS = """
        cd /var/pretalx && runuser -u pretalx -- /var/pretalx/venv/bin/python -m pretalx shell --unsafe-disable-scopes --no-pretalx-information <<'END' 2>&1
        from django_scopes import scopes_disabled
        from pretalx.event.models import Event
        from pretalx.person.models import User
        from pretalx.submission.models import Submission
        with scopes_disabled():
            event = Event.objects.first()
            first = Submission.objects.order_by("pk").first()
            first.title = "Edited since"
            first.save()
            Submission.objects.create(event=event, title="New since", submission_type=first.submission_type, content_locale="en")
            User.objects.create_user(email="new@example.org", password="f0rgettable-one", name="New")
            print("done it all")
        END
        runuser -u pretalx -- sh -c 'echo new > /var/pretalx/data/media/new.txt'
        """;

    @TempDir
    Path folder;

    abstract LabServer server();

    /** Prints the number of proposals, of accounts, and of proposals with the title that was given since. */
    abstract String counting();

    /** Upgrades to 2026.2.1 or a release before it. */
    abstract JobId upgrade(LabDesk desk) throws Exception;

    @Test
    void backAndForth() throws Exception {
        LabDesk desk = new LabDesk(folder, server().host(), "root", server().key());
        String before = server().run(counting());
        JobId upgrade = upgrade(desk);
        assertThat(follow(desk, upgrade)).isEqualTo(JobState.DONE);
        assertThat(server().run(AFTERWARDS)).contains("done it all");
        String after = server().run(counting());
        assertThat(after).isNotEqualTo(before);

        RollbackPlan back = desk.rollbacks().plan(SITE, Optional.empty(), TaskContext.quiet());
        assertThat(back.blocked()).as(back.notes().toString()).isFalse();
        assertThat(back.behind()).isEqualTo(upgrade);
        assertThat(back.since().rows())
                .containsEntry(Kind.PROPOSALS, 1L)
                .containsEntry(Kind.EDITED, 1L)
                .containsEntry(Kind.USERS, 1L)
                .containsEntry(Kind.EVENTS, 0L);
        assertThat(back.since().files()).isEqualTo(1);

        Visitor visitor = new Visitor(server().host());
        try (visitor) {
            assertThat(follow(desk, desk.rollbacks().start(back, TaskContext.quiet())))
                    .isEqualTo(JobState.DONE);
        }
        Figures.note("rollback on " + getClass().getSimpleName(), visitor);
        assertThat(visitor.statuses()).contains(503).doesNotContain(500);
        isHealthyOn(desk, "2025.2.2");
        assertThat(server().run(counting())).isEqualTo(before);
        assertThat(server().run("ls /var/pretalx/data/media")).doesNotContain("new.txt");
        KeptState kept = desk.cleanup().list(SITE, TaskContext.quiet()).getFirst();
        assertThat(kept.things())
                .as("what was there is set aside")
                .hasSizeGreaterThanOrEqualTo(4)
                .extracting(KeptState.Thing::name)
                .anyMatch(name -> name.contains("venvs/"));

        RollbackPlan forth = desk.rollbacks().plan(SITE, Optional.empty(), TaskContext.quiet());
        assertThat(forth.since().rows())
                .as("nothing came, and one proposal has another text there")
                .containsEntry(Kind.PROPOSALS, 0L)
                .containsEntry(Kind.EDITED, 1L)
                .containsEntry(Kind.USERS, 0L);
        assertThat(forth.since().files()).isZero();
        assertThat(follow(desk, desk.rollbacks().start(forth, TaskContext.quiet())))
                .isEqualTo(JobState.DONE);
        isHealthyOn(desk, back.from());
        assertThat(server().run(counting())).isEqualTo(after);
        assertThat(server().run("cat /var/pretalx/data/media/new.txt")).contains("new");
    }

    private static JobState follow(LabDesk desk, JobId job) throws Exception {
        JobRecorder told = new JobRecorder();
        JobState state = desk.jobs().follow(SITE, Optional.of(job), planned -> {}, told, TaskContext.quiet());
        assertThat(state).as(told.all()).isEqualTo(JobState.DONE);
        return state;
    }

    private static void isHealthyOn(LabDesk desk, String version) throws Exception {
        InstanceFacts facts = desk.inspections()
                .inspect(LabDesk.SERVER, TaskContext.quiet())
                .facts()
                .instances()
                .getFirst();
        assertThat(facts.installed().value()).contains(PretalxVersion.of(version));
        // older releases do not tell which one answers
        Optional<PretalxVersion> told = Optional.of(PretalxVersion.of(version))
                .filter(each -> each.compareTo(PretalxVersion.of("2026.1.0")) >= 0);
        assertThat(facts.running().value()).as(facts.running().toString()).isEqualTo(told);
        assertThat(facts.healthcheck().value().orElseThrow().status()).isEqualTo(200);
        assertThat(facts.pendingMigrations().value()).contains(List.of());
    }
}
