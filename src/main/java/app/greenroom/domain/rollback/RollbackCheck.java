package app.greenroom.domain.rollback;

import app.greenroom.domain.instance.Installation;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.rollback.RollbackNote.Code;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which job can be gone back behind, and what stands against it; found in facts alone, changes nothing. */
public final class RollbackCheck {
    private static final Set<JobKind> KINDS = Set.of(JobKind.UPGRADE, JobKind.ROLLBACK);

    /** Kinds of jobs that leave another site behind. */
    private static final Set<JobKind> CHANGING = Set.of(JobKind.UPGRADE, JobKind.ROLLBACK, JobKind.RESTORE);

    private final List<RollbackNote> notes = new ArrayList<>();

    private RollbackCheck() {}

    /** The job that is meant where none is named: the newest upgrade or way back that ended well. */
    public static Optional<JobSummary> newest(List<JobSummary> newestFirst) {
        return newestFirst.stream().filter(RollbackCheck::reversible).findFirst();
    }

    /** Whether a job is of a kind that can be gone back behind, and ended well. */
    public static boolean reversible(JobSummary job) {
        return KINDS.contains(job.plan().kind()) && job.state() == JobState.DONE;
    }

    /**
     * The notes on going back, blockers first.
     *
     * @param job behind which
     * @param jobs all jobs of the instance, newest first
     * @param facts the instance
     * @param elevated whether commands can run as root
     * @param kept what the server says about the state before; empty if it could not be asked
     */
    public static List<RollbackNote> check(
            JobSummary job, List<JobSummary> jobs, InstanceFacts facts, boolean elevated, Optional<KeptBehind> kept) {
        RollbackCheck check = new RollbackCheck();
        check.job(job, jobs);
        check.instance(facts, elevated);
        kept.ifPresent(known -> check.kept(known, facts));
        return check.notes.stream()
                .sorted(Comparator.comparing(RollbackNote::level))
                .toList();
    }

    private void note(Code code, Level level, String... arguments) {
        notes.add(RollbackNote.of(code, level, arguments));
    }

    private void job(JobSummary job, List<JobSummary> jobs) {
        String id = job.plan().id().text();
        if (!KINDS.contains(job.plan().kind())) {
            note(Code.NOT_AN_UPGRADE, Level.BLOCKER, id);
        } else if (job.state() != JobState.DONE) {
            note(Code.NOT_DONE, Level.BLOCKER, id, job.state().word());
        }
        jobs.stream()
                .takeWhile(each -> !each.plan().id().equals(job.plan().id()))
                .filter(each -> each.state() == JobState.DONE
                        && CHANGING.contains(each.plan().kind()))
                .findFirst()
                .ifPresent(later -> note(
                        Code.LATER_JOB, Level.BLOCKER, id, later.plan().id().text()));
        jobs.stream()
                .filter(each -> !each.state().ended()
                        && !each.plan().id().equals(job.plan().id()))
                .forEach(other -> note(
                        Code.OTHER_JOB,
                        Level.BLOCKER,
                        other.plan().id().text(),
                        other.state().word()));
    }

    private void instance(InstanceFacts facts, boolean elevated) {
        Installation installation = facts.installation();
        if (!elevated) {
            note(Code.NO_ELEVATION, Level.BLOCKER);
        }
        if (installation.webUnit().isEmpty()
                || installation.venv().isEmpty()
                || installation.bind().isEmpty()
                || !facts.settings().isKnown()) {
            note(Code.LAYOUT, Level.BLOCKER, installation.layout().name());
        }
        boolean healthy = facts.healthcheck()
                .value()
                .filter(answer -> answer.status() == 200 || answer.status() == 404)
                .isPresent();
        if (!healthy) {
            note(Code.SITE_UNHEALTHY, Level.INFO);
        }
    }

    private void kept(KeptBehind kept, InstanceFacts facts) {
        kept.gone().forEach(gone -> note(Code.KEPT_GONE, Level.BLOCKER, gone.kind(), gone.name()));
        if (!kept.dump().isEmpty()) {
            note(Code.KEPT_AS_DUMP, Level.BLOCKER, kept.dump());
        }
        if (kept.userSite()) {
            note(Code.USER_SITE, Level.BLOCKER);
        }
        facts.installed()
                .value()
                .map(Object::toString)
                .filter(installed -> !installed.equals(kept.from()))
                .ifPresent(installed -> note(Code.VERSION_OTHER, Level.BLOCKER, installed, kept.from()));
        if (!kept.data()) {
            note(Code.DATA_STAYS, Level.INFO);
        } else if (!kept.unknown().isEmpty()) {
            note(Code.LOSS_UNKNOWN, Level.WARNING, kept.unknown());
        } else if (kept.since().any()) {
            note(Code.LOSES, Level.WARNING);
        }
    }
}
