package app.greenroom.cli.backup;

import app.greenroom.cli.report.PruneReportPrinter;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.KeepOptions;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.PrunePlan;
import app.greenroom.domain.backup.PruneReport;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Library;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows which snapshots would go by a rule, and with consent removes them. */
@Command(name = "prune")
public final class PruneCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
    TargetName name;

    @Option(names = "--dry-run")
    boolean dryRun;

    @Option(names = "--yes")
    boolean yes;

    @Mixin
    KeepOptions keep = new KeepOptions();

    @Option(names = "--save")
    boolean save;

    @SuppressWarnings("NullAway.Init")
    public PruneCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        Library library = session.operations().library();
        KeepRule rule = keep.rule(
                library.keep(name).rule(),
                (option, wanted) -> new OperationFailedException(
                        FailureReason.INPUT_INVALID, wanted, option + " (" + wanted + ")"));
        PrunePlan plan = session.on(name.server(), context -> library.plan(name, rule, context));
        PruneReportPrinter report = new PruneReportPrinter(session);
        document.set("plan", report.json(plan));
        report.print(plan);
        if (save) {
            library.keep(name, rule);
            output().text(0, word("cli.prune.saved", name));
        }
        if (plan.isEmpty()) {
            return ExitStatus.DONE;
        }
        if (dryRun) {
            output().line(word("cli.prune.go", name + options()));
            return ExitStatus.DONE;
        }
        consent(plan);
        PruneReport done = session.on(name.server(), context -> library.prune(plan, context));
        document.set("removed", report.json(done));
        report.print(done);
        return ExitStatus.DONE;
    }

    /** The numbers that were given and not saved, so that the command that is advised does what was shown. */
    private String options() {
        return save ? "" : keep.typed();
    }

    /** To finish what was consented to before needs no consent. */
    private void consent(PrunePlan plan) throws OperationFailedException {
        session.asking().requireConsent(yes || plan.going().isEmpty(), word("cli.prune.question"));
    }

    @Override
    protected String server() {
        return name.toString();
    }
}
