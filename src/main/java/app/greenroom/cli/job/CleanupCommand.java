package app.greenroom.cli.job;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.TargetCommand;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.restore.KeptState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what jobs set aside on a server, and removes on wish what some of them did. */
@Command(name = "cleanup")
public final class CleanupCommand extends TargetCommand {
    private static final int INDENT = 4;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "JOB", descriptionKey = "JOBS")
    List<JobId> jobs = new ArrayList<>();

    @Option(names = "--all")
    boolean all;

    @Option(names = "--yes")
    boolean yes;

    public CleanupCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        readSecrets();
        List<KeptState> kept = on(context -> session.operations().cleanup().list(name, context));
        List<KeptState> chosen = all
                ? kept
                : kept.stream().filter(each -> jobs.contains(each.job())).toList();
        for (JobId job : jobs) {
            if (kept.stream().noneMatch(each -> each.job().equals(job))) {
                throw new OperationFailedException(FailureReason.JOB_UNKNOWN, "nothing is kept of " + job, job.text());
            }
        }
        boolean removing = !chosen.isEmpty();
        document.set("kept", Document.list(kept, CleanupCommand::json));
        print(removing ? chosen : kept);
        if (!removing) {
            if (!kept.isEmpty()) {
                output().line(word("cli.failure.next", "greenroom cleanup " + name + " --all"));
            }
            return ExitStatus.DONE;
        }
        session.asking().requireConsent(yes, word("cli.cleanup.question"));
        Set<JobId> wanted = chosen.stream().map(KeptState::job).collect(Collectors.toSet());
        List<KeptState> removed = on(context -> session.operations().cleanup().remove(name, wanted, context));
        document.set("removed", Document.list(removed, CleanupCommand::json));
        output().text(0, word("cli.cleanup.removed", words().amounts().size(bytes(removed))));
        return ExitStatus.DONE;
    }

    private void print(List<KeptState> kept) {
        if (kept.isEmpty()) {
            output().text(0, word("cli.cleanup.nothing", name));
            return;
        }
        for (KeptState state : kept) {
            output().text(
                            0,
                            word(
                                    "cli.cleanup.job",
                                    state.job(),
                                    words().amounts()
                                            .age(state.at(), session.clock().instant()),
                                    words().amounts().size(state.bytes())));
            for (KeptState.Thing thing : state.things()) {
                output().text(
                                INDENT,
                                word(
                                        "cli.cleanup." + thing.kind(),
                                        thing.name(),
                                        words().amounts().size(thing.bytes())));
            }
        }
    }

    private static long bytes(List<KeptState> kept) {
        return kept.stream().mapToLong(KeptState::bytes).sum();
    }

    private static Object json(KeptState state) {
        return Document.of(
                "job", state.job().text(),
                "at", state.at().toString(),
                "bytes", state.bytes(),
                "things",
                        Document.list(
                                state.things(),
                                thing -> Document.of(
                                        "kind", thing.kind().name(), "name", thing.name(), "bytes", thing.bytes())));
    }
}
