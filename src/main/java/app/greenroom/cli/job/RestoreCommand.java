package app.greenroom.cli.job;

import app.greenroom.cli.report.RestoreReport;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.TargetCommand;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.restore.RestorePart;
import app.greenroom.domain.restore.RestorePlan;
import app.greenroom.domain.restore.RestoreRequest;
import app.greenroom.domain.server.TargetName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plans a restore, shows the plan, and with consent carries it out. */
@Command(name = "restore")
public final class RestoreCommand extends TargetCommand {
    private static final String FILES = "media:";

    @Parameters(index = "1", arity = "0..1", paramLabel = "SNAPSHOT", descriptionKey = "SNAPSHOT")
    @Nullable
    SnapshotId snapshot;

    @Option(names = "--only", paramLabel = "PART", split = ",")
    List<String> only = new ArrayList<>();

    @Option(names = "--to", paramLabel = "OTHER")
    @Nullable
    TargetName to;

    @Option(names = "--copy")
    boolean copy;

    @Option(names = "--migrate")
    boolean migrate;

    @Option(names = "--plan")
    boolean planOnly;

    @Option(names = "--yes")
    boolean yes;

    private boolean looking = true;

    public RestoreCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        RestoreRequest request = request();
        TargetName target = request.destination().orElse(name);
        readSecrets();
        RestorePlan plan = session.on(
                target.server(), context -> session.operations().restores().plan(request, context));
        RestoreReport report = new RestoreReport(session);
        document.set("plan", report.json(plan));
        report.print(plan);
        if (plan.blocked()) {
            output().text(0, word("cli.upgrade.blocked"));
            return ExitStatus.BLOCKED;
        }
        if (planOnly) {
            return ExitStatus.DONE;
        }
        session.asking().requireConsent(yes, word("cli.upgrade.question"));
        looking = false;
        return new StartAndWatch(session, plan.target(), document)
                .run(context -> session.operations().restores().start(plan, context));
    }

    private RestoreRequest request() throws OperationFailedException {
        Set<RestorePart> parts = EnumSet.noneOf(RestorePart.class);
        List<String> files = new ArrayList<>();
        for (String word : only) {
            if (word.startsWith(FILES) && word.length() > FILES.length()) {
                files.add(word.substring(FILES.length()));
            } else {
                parts.add(RestorePart.ofWord(word).orElseThrow(() -> invalid(word)));
            }
        }
        if (!parts.isEmpty() && !files.isEmpty()) {
            throw invalid(String.join(",", only));
        }
        if (only.isEmpty()) {
            parts.addAll(EnumSet.allOf(RestorePart.class));
        }
        return new RestoreRequest(
                name, Optional.ofNullable(snapshot), parts, files, Optional.ofNullable(to), copy, migrate);
    }

    private OperationFailedException invalid(String word) {
        return new OperationFailedException(
                FailureReason.INPUT_INVALID, "--only " + word, word("cli.restore.only", word));
    }

    @Override
    protected boolean looks() {
        return looking;
    }
}
