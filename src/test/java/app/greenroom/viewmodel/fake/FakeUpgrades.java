package app.greenroom.viewmodel.fake;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.PreflightNote;
import app.greenroom.domain.upgrade.UpgradeChoice;
import app.greenroom.domain.upgrade.UpgradePlan;
import app.greenroom.operation.Upgrades;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Plans with the notes that a test wants, and starts without a server. */
public final class FakeUpgrades implements Upgrades {
    private final List<PreflightNote> notes = new ArrayList<>();
    private final List<UpgradeChoice> wanted = new ArrayList<>();
    private final List<String> started = new ArrayList<>();
    private final List<Progress> reports = new ArrayList<>();
    private volatile Optional<CountDownLatch> gate = Optional.empty();
    private volatile Optional<OperationFailedException> startFailure = Optional.empty();

    /** The next plans have these notes. */
    public FakeUpgrades notes(PreflightNote... found) {
        notes.addAll(List.of(found));
        return this;
    }

    /** The next start reports this while it takes its snapshot. */
    public void reports(Progress... progress) {
        reports.addAll(List.of(progress));
    }

    /** The next start waits after its reports until it is let go or cancelled. */
    public CountDownLatch hold() {
        CountDownLatch latch = new CountDownLatch(1);
        gate = Optional.of(latch);
        return latch;
    }

    /** The next start fails. */
    public void startFails(OperationFailedException failure) {
        startFailure = Optional.of(failure);
    }

    /** What was started: target version and whether with consent. */
    public List<String> started() {
        return started;
    }

    /** What plans were asked for. */
    public List<UpgradeChoice> wanted() {
        return wanted;
    }

    @Override
    public UpgradePlan plan(TargetName target, UpgradeChoice choice, TaskContext context) {
        wanted.add(choice);
        return Sample.upgradePlan(target, choice.to().orElse(PretalxVersion.of("2026.2.1")), notes);
    }

    @Override
    public JobId start(UpgradePlan plan, boolean reviewed, TaskContext context) throws OperationFailedException {
        reports.forEach(context::report);
        if (gate.isPresent()) {
            CountDownLatch latch = gate.get();
            try (var _ = context.cancellation().onCancel(latch::countDown)) {
                latch.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new OperationFailedException(FailureReason.CANCELLED, "interrupted", interrupted);
            }
        }
        context.cancellation().throwIfCancelled();
        if (startFailure.isPresent()) {
            throw startFailure.get();
        }
        started.add(plan.to() + " " + reviewed);
        return Sample.jobPlan().id();
    }
}
