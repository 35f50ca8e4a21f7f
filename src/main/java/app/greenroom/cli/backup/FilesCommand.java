package app.greenroom.cli.backup;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.Printable;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotTree;
import app.greenroom.domain.backup.SnapshotTree.Node;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Library;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the files of a snapshot, or saves one of them. */
@Command(name = "files")
public final class FilesCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
    TargetName name;

    @Parameters(index = "1", paramLabel = "SNAPSHOT", descriptionKey = "PINNED")
    SnapshotId snapshot;

    @Parameters(index = "2", arity = "0..1", paramLabel = "FOLDER", descriptionKey = "FOLDER")
    String folder = SnapshotTree.ROOT;

    @Option(names = "--save-to", paramLabel = "FILE")
    @Nullable
    Path saveTo;

    @Option(names = "--replace")
    boolean replace;

    @SuppressWarnings("NullAway.Init")
    public FilesCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        Library library = session.operations().library();
        SnapshotTree tree = session.on(name.server(), context -> library.tree(name, snapshot, context));
        String path = folder.replaceFirst("/+$", "");
        Optional<Node> named = tree.find(path);
        if (named.isEmpty() && !path.isEmpty()) {
            output().text(0, word("cli.files.empty", Printable.line(path)));
            return ExitStatus.USAGE;
        }
        if (saveTo != null) {
            return save(library, named, saveTo);
        }
        List<Node> shown = named.filter(node -> !node.isFolder()).map(List::of).orElseGet(() -> tree.children(path));
        document.set("files", Document.list(shown, FilesCommand::json));
        shown.forEach(this::print);
        return ExitStatus.DONE;
    }

    private ExitStatus save(Library library, Optional<Node> named, Path to) throws OperationFailedException {
        Optional<Entry> one = named.flatMap(Node::entry);
        if (one.isEmpty()) {
            output().text(0, word("cli.files.needs-file", Printable.line(folder)));
            return ExitStatus.USAGE;
        }
        Entry file = one.get();
        session.on(name.server(), context -> {
            library.save(name, snapshot, file, to, replace, context);
            return to;
        });
        document.set("saved", to.toString());
        output().text(0, word("cli.files.saved", Printable.line(folder), to));
        return ExitStatus.DONE;
    }

    private void print(Node node) {
        String size = words().amounts().size(node.bytes());
        output().line(
                        node.isFolder()
                                ? word("cli.files.folder", Printable.line(node.path()), node.files(), size)
                                : word("cli.files.file", Printable.line(node.path()), size));
    }

    private static Map<String, @Nullable Object> json(Node node) {
        return Document.of(
                "path", node.path(),
                "folder", node.isFolder(),
                "bytes", node.bytes(),
                "files", node.files(),
                "modifiedAt", node.modified().map(Object::toString).orElse(null),
                "sha256", node.entry().map(entry -> entry.stored().sha256()).orElse(null));
    }

    @Override
    protected String server() {
        return name.toString();
    }
}
