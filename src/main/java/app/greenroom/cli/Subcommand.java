package app.greenroom.cli;

import app.greenroom.domain.failure.OperationFailedException;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** What all commands have in common: a failure becomes words and an exit status, and with JSON one document is printed. */
abstract class Subcommand implements Callable<Integer> {
    final Session session;
    final Document document = new Document();

    @CommandLine.Spec
    CommandLine.Model.CommandSpec spec;

    Subcommand(Session session) {
        this.session = session;
    }

    /** Does what was asked. */
    abstract ExitStatus run() throws OperationFailedException;

    /** Whether the command only looks at a server, so that a failure to reach it means that it could not look. */
    boolean looks() {
        return false;
    }

    /** Whether one document is printed at the end; a command that prints lines of JSON says no. */
    boolean oneDocument() {
        return true;
    }

    /** The server that failures are about; empty where none is named. */
    String server() {
        return "";
    }

    @Override
    public final Integer call() {
        ExitStatus status;
        try {
            status = run();
        } catch (OperationFailedException failure) {
            status = ExitStatus.of(failure, looks());
            FailureReport report = new FailureReport(session);
            report.print(failure, server());
            document.set("failure", report.json(failure, server()));
        }
        return end(status);
    }

    private int end(ExitStatus status) {
        session.progress().clear();
        if (session.output().json() && oneDocument()) {
            String command = spec.qualifiedName(" ").replaceFirst("^\\S+ ", "");
            session.output().raw(document.print(command, status));
        }
        return status.number();
    }

    Words words() {
        return session.words();
    }

    Output output() {
        return session.output();
    }

    String word(String key, Object... arguments) {
        return session.words().get(key, arguments);
    }
}
