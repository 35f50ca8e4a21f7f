package app.greenroom.cli;

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
final class ServerTestCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", descriptionKey = "NAME")
    String name;

    @Mixin
    SecretOptions secrets = new SecretOptions();

    ServerTestCommand(Session session) {
        super(session);
    }

    @Override
    ExitStatus run() throws OperationFailedException {
        ServerProfile profile = session.operations().servers().require(name);
        if (secrets.any()) {
            session.asking().provide(session.operations(), name, secrets.read(session.terminal()));
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
    boolean looks() {
        return true;
    }

    @Override
    String server() {
        return name;
    }
}
