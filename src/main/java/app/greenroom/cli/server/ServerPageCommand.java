package app.greenroom.cli.server;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.MaintenanceWords;
import app.greenroom.domain.server.MaintenanceWords.Field;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows and changes the words that visitors read while a site is closed. */
@Command(name = "page")
public final class ServerPageCommand extends Subcommand {
    private static final int INDENT = 4;

    @Parameters(paramLabel = "NAME", descriptionKey = "NAME")
    String name;

    @Option(names = "--title", paramLabel = "TEXT")
    @Nullable
    String title;

    @Option(names = "--text", paramLabel = "TEXT")
    @Nullable
    String text;

    @Option(names = "--contact", paramLabel = "ADDRESS")
    @Nullable
    String contact;

    @Option(names = "--until", paramLabel = "TEXT")
    @Nullable
    String until;

    @Option(names = "--clear")
    boolean clear;

    public ServerPageCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        session.operations().servers().require(name);
        MaintenanceWords present = session.operations().maintenance().of(name);
        MaintenanceWords wanted = wanted(clear ? MaintenanceWords.NONE : present);
        if (!wanted.equals(present)) {
            session.operations().maintenance().keep(name, wanted);
        }
        document.set(
                "page",
                Document.of(
                        "title", wanted.title(),
                        "text", wanted.text(),
                        "contact", wanted.contact(),
                        "until", wanted.until()));
        preview(wanted);
        if (!wanted.equals(present)) {
            output().text(0, word("cli.page.kept"));
        }
        return ExitStatus.DONE;
    }

    private MaintenanceWords wanted(MaintenanceWords present) throws OperationFailedException {
        String newTitle = Objects.requireNonNullElse(title, present.title());
        // a shell passes no line breaks lightly
        String newText = Objects.requireNonNullElse(text, present.text()).replace("\\n", "\n");
        String newContact = Objects.requireNonNullElse(contact, present.contact());
        String newUntil = Objects.requireNonNullElse(until, present.until());
        Set<Field> wrong = MaintenanceWords.wrong(newTitle, newText, newContact, newUntil);
        if (!wrong.isEmpty()) {
            Field first = wrong.iterator().next();
            throw new OperationFailedException(
                    FailureReason.INPUT_INVALID,
                    "page: " + wrong,
                    words().messages().get("page.wrong." + first));
        }
        return new MaintenanceWords(newTitle, newText, newContact, newUntil);
    }

    private void preview(MaintenanceWords words) {
        output().text(0, word(words.nothing() ? "cli.page.own" : "cli.page.reads", name));
        output().text(INDENT, output().bold(words.title().isEmpty() ? word("page.title") : words.title()));
        String said = words.text().isEmpty() ? word("page.text") : words.text();
        said.lines().filter(line -> !line.isBlank()).forEach(line -> output().text(INDENT, line));
        if (!words.until().isEmpty()) {
            output().text(INDENT, word("page.until", words.until()));
        }
        if (!words.contact().isEmpty()) {
            output().text(INDENT, word("page.contact", words.contact()));
        }
    }

    @Override
    protected String server() {
        return name;
    }
}
