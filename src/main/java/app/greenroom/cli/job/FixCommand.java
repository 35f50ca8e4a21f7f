package app.greenroom.cli.job;

import app.greenroom.cli.report.SystemReport;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.TargetCommand;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.system.Remedy;
import app.greenroom.domain.system.RemedyOffer;
import app.greenroom.domain.system.SystemChange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what a server lacks for pretalx, and with consent puts one of it right. */
@Command(name = "fix")
public final class FixCommand extends TargetCommand {
    @Parameters(index = "1", arity = "0..1", paramLabel = "PROBLEM", descriptionKey = "PROBLEM")
    @Nullable
    Remedy problem;

    @Option(names = "--plan")
    boolean planOnly;

    @Option(names = "--yes")
    boolean yes;

    public FixCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        readSecrets();
        Remedy wanted = problem;
        if (wanted != null) {
            return new SystemChangeRun(session, name, document).run(new SystemChange.Fix(wanted), planOnly, yes);
        }
        List<RemedyOffer> remedies = on(context -> session.operations().system().remedies(name, context));
        SystemReport report = new SystemReport(session);
        document.set("remedies", report.json(remedies));
        report.print(remedies);
        remedies.stream()
                .filter(each -> each.wanted() && each.possible())
                .findFirst()
                .ifPresent(each -> output().line(word(
                        "cli.failure.next",
                        "greenroom fix " + name + " " + each.remedy().word() + " --plan")));
        return ExitStatus.DONE;
    }

    @Override
    protected boolean looks() {
        return problem == null;
    }
}
