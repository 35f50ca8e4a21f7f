package app.greenroom.domain.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.rollback.KeptBehind.Gone;
import app.greenroom.domain.rollback.RollbackNote.Code;
import app.greenroom.domain.rollback.SinceThen.Kind;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every blocker and warning of a way back. */
class RollbackCheckTest {
    private static final JobSummary UPGRADE = job("upgrade", JobKind.UPGRADE, JobState.DONE);
    private static final SinceThen SOMETHING = new SinceThen(Optional.empty(), Map.of(Kind.PROPOSALS, 1L), 0, 0);
    private static final KeptBehind KEPT =
            new KeptBehind("2026.2.1", "2025.2.2", true, List.of(), "", false, SinceThen.NOTHING, "");

    private static JobSummary job(String id, JobKind kind, JobState state) {
        JobPlan plan =
                new JobPlan(1, new JobId(id), kind, "", "/data", Instant.EPOCH, "", Map.of(), List.of(), "", Map.of());
        return new JobSummary(plan, state, Optional.empty());
    }

    private static List<RollbackNote> check(JobSummary behind, List<JobSummary> jobs, KeptBehind kept) {
        return RollbackCheck.check(behind, jobs, facts(), true, Optional.of(kept));
    }

    private static InstanceFacts facts() {
        return SampleFacts.healthy().facts();
    }

    private static List<Code> codes(KeptBehind kept) {
        return check(UPGRADE, List.of(UPGRADE), kept).stream()
                .map(RollbackNote::code)
                .toList();
    }

    private static KeptBehind kept(
            String from,
            boolean data,
            List<Gone> gone,
            String dump,
            boolean userSite,
            SinceThen since,
            String unknown) {
        return new KeptBehind(from, KEPT.to(), data, gone, dump, userSite, since, unknown);
    }

    @Test
    void nothingStandsAgainstTheWayBackBehindTheNewestUpgrade() {
        assertThat(codes(KEPT)).isEmpty();
    }

    @Test
    void whatCameSinceIsAWarningAndNoBlocker() {
        assertThat(check(UPGRADE, List.of(UPGRADE), kept("2026.2.1", true, List.of(), "", false, SOMETHING, "")))
                .containsExactly(RollbackNote.of(Code.LOSES, Level.WARNING));
        assertThat(codes(kept("2026.2.1", true, List.of(), "", false, SinceThen.NOTHING, "no answer")))
                .containsExactly(Code.LOSS_UNKNOWN);
        assertThat(codes(kept("2026.2.1", false, List.of(), "", false, SOMETHING, "")))
                .as("without migrations the data stays")
                .containsExactly(Code.DATA_STAYS);
    }

    @Test
    void whatIsNotThereOrCannotChangePlacesIsABlocker() {
        List<Gone> gone = List.of(new Gone("database", "pretalx_before"), new Gone("media", "/m"));
        assertThat(codes(kept("2026.2.1", true, gone, "", false, SinceThen.NOTHING, "")))
                .containsExactly(Code.KEPT_GONE, Code.KEPT_GONE);
        assertThat(codes(kept("2026.2.1", true, List.of(), "/dump", true, SinceThen.NOTHING, "")))
                .containsExactly(Code.KEPT_AS_DUMP, Code.USER_SITE);
        assertThat(codes(kept("2026.1.2", true, List.of(), "", false, SinceThen.NOTHING, "")))
                .as("somebody upgraded by hand")
                .containsExactly(Code.VERSION_OTHER);
    }

    @Test
    void onlyTheLastChangeOfTheSiteCanBeTakenBack() {
        JobSummary restore = job("restore", JobKind.RESTORE, JobState.DONE);
        JobSummary undone = job("undone", JobKind.UPGRADE, JobState.UNDONE);
        JobSummary stuck = job("stuck", JobKind.UPGRADE, JobState.STUCK);
        assertThat(check(UPGRADE, List.of(restore, UPGRADE), KEPT))
                .containsExactly(RollbackNote.of(Code.LATER_JOB, Level.BLOCKER, "upgrade", "restore"));
        assertThat(check(UPGRADE, List.of(undone, UPGRADE, restore), KEPT))
                .as("one that changed nothing, and one of before")
                .isEmpty();
        assertThat(check(UPGRADE, List.of(stuck, UPGRADE), KEPT))
                .containsExactly(RollbackNote.of(Code.OTHER_JOB, Level.BLOCKER, "stuck", "stuck"));
    }

    @Test
    void onlyUpgradesAndWaysBackThatEndedWellHaveAWayBack() {
        JobSummary back = job("back", JobKind.ROLLBACK, JobState.DONE);
        JobSummary undone = job("undone", JobKind.UPGRADE, JobState.UNDONE);
        JobSummary restore = job("restore", JobKind.RESTORE, JobState.DONE);
        assertThat(RollbackCheck.newest(List.of(restore, undone, back, UPGRADE)))
                .contains(back);
        assertThat(RollbackCheck.newest(List.of(restore, undone))).isEmpty();
        assertThat(RollbackCheck.check(undone, List.of(undone), facts(), true, Optional.empty()))
                .containsExactly(RollbackNote.of(Code.NOT_DONE, Level.BLOCKER, "undone", "undone"));
        assertThat(RollbackCheck.check(restore, List.of(restore), facts(), false, Optional.empty()))
                .extracting(RollbackNote::code)
                .containsExactly(Code.NOT_AN_UPGRADE, Code.NO_ELEVATION);
    }
}
