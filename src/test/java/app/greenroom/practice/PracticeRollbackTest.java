package app.greenroom.practice;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.rollback.RollbackNote;
import app.greenroom.domain.rollback.RollbackNote.Code;
import app.greenroom.domain.rollback.RollbackPlan;
import app.greenroom.domain.rollback.SinceThen.Kind;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.UpgradeChoice;
import app.greenroom.domain.upgrade.UpgradePlan;
import app.greenroom.support.JobRecorder;
import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Going back after an upgrade that ended well, and back again, with the real operations over SSH. */
class PracticeRollbackTest {
    private static final TargetName SITE = TargetName.parse("practice");

    private static final int MOST_FOLDERS = 6;

    @TempDir
    Path folder;

    @Test
    void goesBackToTheDataOfBeforeAndThenForthToThatOfAfter() throws Exception {
        try (EmbeddedPracticeServer server = Practising.in(folder)) {
            ServerProfile profile = server.start(TaskContext.quiet());
            try (Laptop laptop = new Laptop(folder, server, profile)) {
                JobId upgrade = upgrade(laptop);
                visitorsCome(server);

                RollbackPlan back = laptop.rollbacks.plan(SITE, Optional.empty(), TaskContext.quiet());
                assertThat(back.behind()).isEqualTo(upgrade);
                assertThat(back.blocked()).as(back.notes().toString()).isFalse();
                assertThat(back.notes()).extracting(RollbackNote::code).containsExactly(Code.LOSES, Code.NO_BOOT_UNDO);
                assertThat(back.since().rows())
                        .isEqualTo(Map.of(
                                Kind.EVENTS, 0L,
                                Kind.PROPOSALS, 2L,
                                Kind.EDITED, 1L,
                                Kind.USERS, 1L,
                                Kind.REVIEWS, 0L,
                                Kind.MAILS, 1L));
                assertThat(back.since().files()).isEqualTo(1);
                assertThat(back.since().opened()).isPresent();

                aWayBackThatFailsChangesNothing(laptop, server, back);

                carryOut(laptop, back, JobState.DONE);
                is(laptop, "2025.2.2", 209, 155);
                assertThat(upload(server)).doesNotExist();

                RollbackPlan behindUpgrade = laptop.rollbacks.plan(SITE, Optional.of(upgrade), TaskContext.quiet());
                assertThat(behindUpgrade.notes()).extracting(RollbackNote::code).contains(Code.LATER_JOB);

                RollbackPlan forth = laptop.rollbacks.plan(SITE, Optional.empty(), TaskContext.quiet());
                assertThat(forth.to()).isEqualTo("2026.2.1");
                assertThat(forth.since().rows())
                        .as("nothing came, and one proposal has another text there")
                        .isEqualTo(Map.of(
                                Kind.EVENTS, 0L,
                                Kind.PROPOSALS, 0L,
                                Kind.EDITED, 1L,
                                Kind.USERS, 0L,
                                Kind.REVIEWS, 0L,
                                Kind.MAILS, 0L));
                assertThat(forth.since().files()).isZero();
                carryOut(laptop, forth, JobState.DONE);
                is(laptop, "2026.2.1", 209, 156);
                assertThat(upload(server)).hasContent("new");
            }
        }
    }

    private static void aWayBackThatFailsChangesNothing(Laptop laptop, EmbeddedPracticeServer server, RollbackPlan back)
            throws Exception {
        Path served = kept(server, "pretalx/wsgi.py");
        String program = Files.readString(served);
        // the kept program loads, but does not serve
        Files.writeString(served, "raise SystemExit('does not serve')");
        assertThat(carryOut(laptop, back, JobState.UNDONE).all()).contains("the former database is at its place");
        Files.writeString(served, program);
        is(laptop, "2026.2.1", 209, 156);
        assertThat(upload(server)).hasContent("new");
    }

    private static JobId upgrade(Laptop laptop) throws Exception {
        UpgradePlan plan = laptop.upgrades.plan(SITE, UpgradeChoice.newest(), TaskContext.quiet());
        JobId job = laptop.upgrades.start(plan, false, TaskContext.quiet());
        JobRecorder said = new JobRecorder();
        assertThat(laptop.jobs.follow(SITE, Optional.of(job), ignored -> {}, said, TaskContext.quiet()))
                .as(said.all())
                .isEqualTo(JobState.DONE);
        return job;
    }

    private static JobRecorder carryOut(Laptop laptop, RollbackPlan plan, JobState end) throws Exception {
        JobId job = laptop.rollbacks.start(plan, TaskContext.quiet());
        JobRecorder said = new JobRecorder();
        assertThat(laptop.jobs.follow(
                        SITE,
                        Optional.of(job),
                        told -> assertThat(told.steps())
                                .extracting(Step::name)
                                .isEqualTo(plan.steps().stream().map(Step::name).toList()),
                        said,
                        TaskContext.quiet()))
                .as(said.all())
                .isEqualTo(end);
        return said;
    }

    private static Path kept(EmbeddedPracticeServer server, String module) throws Exception {
        try (Stream<Path> found = Files.find(
                server.site().root().resolve("var/pretalx/venvs/2025.2.2/lib"),
                MOST_FOLDERS,
                (path, status) -> path.endsWith(module))) {
            return found.findFirst().orElseThrow();
        }
    }

    private static Path upload(EmbeddedPracticeServer server) {
        return server.site().root().resolve("var/pretalx/data/media/practicon/new.txt");
    }

    /** Two proposals, one edited, an account, a sent message, and a file. */
    private static void visitorsCome(EmbeddedPracticeServer server) throws Exception {
        Files.writeString(upload(server), "new");
        Path database = server.site().root().resolve("var/pretalx/data/db.sqlite3");
        Process python = new ProcessBuilder("python3", "-c", """
            import sqlite3, sys
            with sqlite3.connect(sys.argv[1]) as database:
                for code in ("NEW1", "NEW2"):
                    database.execute("INSERT INTO submission_submission (code, title, abstract, state, created, event_id) "
                                     "VALUES (?, 'New', '', 'submitted', '2026-11-24 10:00:00', 1)", (code,))
                database.execute("UPDATE submission_submission SET title = 'Edited' WHERE id = 1")
                database.execute("INSERT INTO person_user (email, name, password, is_administrator) "
                                 "VALUES ('new@practice.invalid', 'New', '!', 0)")
                database.execute("UPDATE mail_queuedmail SET sent = '2026-11-24 10:00:00' WHERE sent IS NULL")
            """, database.toString())
                .inheritIO()
                .start();
        assertThat(python.waitFor()).isZero();
    }

    private static void is(Laptop laptop, String version, long proposals, long users) throws Exception {
        InstanceFacts facts = laptop.inspections
                .inspect("practice", TaskContext.quiet())
                .instances()
                .getFirst()
                .facts();
        assertThat(facts.installed().value()).contains(PretalxVersion.of(version));
        // as pretalx itself: older releases do not tell which one answers
        Optional<PretalxVersion> told = Optional.of(PretalxVersion.of(version))
                .filter(each -> each.compareTo(PretalxVersion.of("2026.1.0")) >= 0);
        assertThat(facts.running().value()).as(facts.running().toString()).isEqualTo(told);
        assertThat(facts.healthcheck().value().orElseThrow().status()).isEqualTo(200);
        assertThat(facts.counts().value()).contains(new InstanceFacts.Counts(3, proposals, users));
    }
}
