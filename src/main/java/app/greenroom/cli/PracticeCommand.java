package app.greenroom.cli;

import app.greenroom.cli.job.JobWatch;
import app.greenroom.cli.report.PlanReport;
import app.greenroom.cli.report.SnapshotReport;
import app.greenroom.cli.report.StatusReport;
import app.greenroom.cli.report.TestReport;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Severity;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.UpgradeChoice;
import app.greenroom.domain.upgrade.UpgradePlan;
import app.greenroom.operation.Inspections.ServerReport;
import app.greenroom.operation.Operations;
import app.greenroom.operation.Servers.ConnectionTest;
import app.greenroom.operation.Servers.SignInSecrets;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows everything that Greenroom does, on the practice server: connect, health, snapshot, verify, upgrade, health. */
@Command(name = "practice")
final class PracticeCommand extends Subcommand {
    private static final int STATIONS = 6;

    @Option(names = "--window")
    boolean window;

    private int station;

    PracticeCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        if (window) {
            return GreenroomCommand.show(session, true);
        }
        Operations operations = session.backstage().operationsApart();
        Session apart = session.on(operations);
        output().text(0, word("cli.practice.about"));
        String name = connect(apart);
        health(apart, name, "before");
        TargetName target = TargetName.parse(name);
        snapshot(apart, target);
        ExitStatus upgraded = upgrade(apart, target);
        if (upgraded != ExitStatus.DONE) {
            return upgraded;
        }
        Severity worst = health(apart, name, "after");
        output().line("");
        output().text(0, word("cli.practice.end"));
        return worst == Severity.PROBLEM ? ExitStatus.PROBLEM : ExitStatus.DONE;
    }

    private void station(String code) {
        station++;
        output().line("");
        output().line(output().bold(word("cli.practice.station", station, STATIONS, word("cli.practice." + code))));
    }

    private String connect(Session apart) throws OperationFailedException {
        station("connect");
        ServerProfile profile = apart.operations().practice().start(apart.context());
        ConnectionTest test = apart.operations().servers().test(profile, SignInSecrets.none(), apart.context());
        apart.progress().clear();
        TestReport report = new TestReport(apart);
        report.print(test);
        document.set("checks", report.json(test));
        Optional<OperationFailedException> failure = TestReport.failure(test);
        if (failure.isPresent()) {
            throw failure.get();
        }
        apart.operations().servers().add(profile.withInstances(test.instances()), SignInSecrets.none());
        return profile.name();
    }

    private Severity health(Session apart, String name, String when) throws OperationFailedException {
        station(when);
        ServerReport report =
                apart.on(name, context -> apart.operations().inspections().inspect(name, context));
        StatusReport status = new StatusReport(apart);
        status.print(report);
        document.set(when, status.json(report));
        return report.worst();
    }

    private void snapshot(Session apart, TargetName target) throws OperationFailedException {
        station("snapshot");
        SnapshotSummary taken = apart.on(
                target.server(), context -> apart.operations().backups().create(target, context));
        SnapshotReport report = new SnapshotReport(apart);
        report.print(taken);
        document.set("snapshot", report.json(taken));
        station("verify");
        VerifyReport verified = apart.on(
                target.server(),
                context -> apart.operations().backups().verify(target, Optional.of(taken.id()), context));
        document.set("sound", verified.sound());
        if (!verified.sound()) {
            throw new OperationFailedException(
                    FailureReason.SNAPSHOT_DAMAGED,
                    String.valueOf(verified.problems()),
                    taken.id().text());
        }
        output().text(
                        0,
                        word(
                                "cli.verify.sound.FULL",
                                verified.id(),
                                verified.files(),
                                words().amounts().size(verified.bytes())));
    }

    private ExitStatus upgrade(Session apart, TargetName target) throws OperationFailedException {
        station("upgrade");
        UpgradePlan plan = apart.on(
                target.server(),
                context -> apart.operations().upgrades().plan(target, UpgradeChoice.newest(), context));
        PlanReport report = new PlanReport(apart);
        report.print(plan);
        document.set("plan", report.json(plan));
        if (plan.blocked()) {
            return ExitStatus.BLOCKED;
        }
        // nobody has to consent: the server is ours and goes with the tour
        JobId job = apart.on(
                target.server(),
                context -> apart.operations().upgrades().start(plan, plan.needsReviewConsent(), context));
        document.set("job", job.text());
        return new JobWatch(apart, plan.target(), Optional.of(job), document).followToTheEnd();
    }
}
