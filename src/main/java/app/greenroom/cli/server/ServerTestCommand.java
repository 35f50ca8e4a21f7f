package app.greenroom.cli.server;

import app.greenroom.cli.report.TestReport;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.SecretOptions;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.operation.Servers.ConnectionTest;
import app.greenroom.task.TaskContext;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tries every step of the way to a saved server. */
@Command(name = "test")
public final class ServerTestCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", descriptionKey = "NAME")
    String name;

    @Mixin
    SecretOptions secrets = new SecretOptions();

    public ServerTestCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        ServerProfile profile = session.operations().servers().require(name);
        if (secrets.any()) {
            session.asking().provide(session.operations(), name, secrets.read(session));
        }
        TestReport report = new TestReport(session);
        ConnectionTest test = session.on(name, context -> tryOnce(profile, context));
        report.print(test);
        document.set("checks", report.json(test));
        Optional<OperationFailedException> failure = TestReport.failure(test);
        if (failure.isPresent()) {
            throw failure.get();
        }
        output().line("");
        output().text(0, word("cli.test.passed", name));
        return ExitStatus.DONE;
    }

    /** A failed check that a person can mend by an answer counts as a failure of the whole, so that it is asked for. */
    private ConnectionTest tryOnce(ServerProfile profile, TaskContext context) throws OperationFailedException {
        ConnectionTest test =
                session.operations().servers().test(profile, session.asking().known(name), context);
        Optional<OperationFailedException> failure = TestReport.failure(test).filter(session.asking()::mendable);
        if (failure.isPresent()) {
            throw failure.get();
        }
        return test;
    }

    @Override
    protected boolean looks() {
        return true;
    }

    @Override
    protected String server() {
        return name;
    }
}
