package app.greenroom.cli.session;

import app.greenroom.domain.failure.OperationFailedException;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** What all commands have in common: a failure becomes words and an exit status, and with JSON one document is printed. */
public abstract class Subcommand implements Callable<Integer> {
    public final Session session;
    public final Document document = new Document();

    @CommandLine.Spec
    public CommandLine.Model.CommandSpec spec;

    public Subcommand(Session session) {
        this.session = session;
    }

    /** Does what was asked. */
    protected abstract ExitStatus run() throws OperationFailedException;

    /** Whether the command only looks at a server, so that a failure to reach it means that it could not look. */
    protected boolean looks() {
        return false;
    }

    /** Whether one document is printed at the end; a command that prints lines of JSON says no. */
    protected boolean oneDocument() {
        return true;
    }

    /** The server that failures are about; empty where none is named. */
    protected String server() {
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

    public Words words() {
        return session.words();
    }

    public Output output() {
        return session.output();
    }

    public String word(String key, Object... arguments) {
        return session.words().get(key, arguments);
    }
}
