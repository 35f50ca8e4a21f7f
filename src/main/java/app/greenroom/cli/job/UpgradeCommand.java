package app.greenroom.cli.job;

import app.greenroom.cli.report.PlanReport;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.TargetCommand;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.upgrade.PreflightNote;
import app.greenroom.domain.upgrade.UpgradeChoice;
import app.greenroom.domain.upgrade.UpgradePlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plans an upgrade, shows the plan, and with consent carries it out. */
@Command(name = "upgrade")
public final class UpgradeCommand extends TargetCommand {
    @Option(names = "--to", paramLabel = "VERSION")
    @Nullable
    PretalxVersion to;

    @Option(names = "--without", paramLabel = "PLUGIN")
    List<String> without = List.of();

    @Option(names = "--plan")
    boolean planOnly;

    @Option(names = "--yes")
    boolean yes;

    private boolean looking = true;

    public UpgradeCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        readSecrets();
        UpgradePlan plan = on(context -> session.operations()
                .upgrades()
                .plan(name, new UpgradeChoice(Optional.ofNullable(to), without), context));
        PlanReport report = new PlanReport(session);
        document.set("plan", report.json(plan));
        if (nothingToDo(plan)) {
            output().text(0, word("cli.upgrade.nothing", plan.target(), plan.from()));
            return ExitStatus.DONE;
        }
        report.print(plan);
        if (plan.blocked()) {
            output().text(0, word("cli.upgrade.blocked"));
            return ExitStatus.BLOCKED;
        }
        if (planOnly) {
            String leaving =
                    plan.without().stream().map(each -> " --without " + each).collect(Collectors.joining());
            output().line(word("cli.upgrade.go", plan.target(), plan.to(), leaving));
            return ExitStatus.DONE;
        }
        consent(plan);
        looking = false;
        return carryOut(plan);
    }

    /** The newest release runs already, and no other one was asked for. */
    private boolean nothingToDo(UpgradePlan plan) {
        List<PreflightNote> blockers = plan.notes().stream()
                .filter(note -> note.level() == PreflightNote.Level.BLOCKER)
                .toList();
        return blockers.size() == 1
                && blockers.getFirst().code() == PreflightNote.Code.NOT_NEWER
                && plan.from().equals(plan.to());
    }

    private void consent(UpgradePlan plan) throws OperationFailedException {
        if (!yes && !session.terminal().interactive()) {
            throw new OperationFailedException(FailureReason.CONSENT_MISSING, "no terminal to ask", "--yes");
        }
        // a release that nobody reviewed wants its number typed: as an option, or now
        boolean typed = to != null && to.equals(plan.to());
        if (plan.needsReviewConsent() && !typed) {
            if (!session.terminal().interactive()) {
                throw new OperationFailedException(FailureReason.CONSENT_MISSING, "not reviewed", "--to " + plan.to());
            }
            String version = plan.to().toString();
            if (!session.asking().line(word("cli.upgrade.review", version)).equals(Optional.of(version))) {
                throw new OperationFailedException(FailureReason.CANCELLED, "no consent");
            }
        } else if (!yes && !session.asking().agrees(word("cli.upgrade.question"))) {
            throw new OperationFailedException(FailureReason.CANCELLED, "no consent");
        }
    }

    private ExitStatus carryOut(UpgradePlan plan) throws OperationFailedException {
        return new StartAndWatch(session, plan.target(), document)
                .run(context -> session.operations().upgrades().start(plan, plan.needsReviewConsent(), context));
    }

    @Override
    protected boolean looks() {
        return looking;
    }
}
