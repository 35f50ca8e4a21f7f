package app.greenroom.viewmodel.backup;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotTree;
import app.greenroom.domain.backup.SnapshotTree.Node;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerText;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.TaskTitle;
import app.greenroom.viewmodel.Dialogs.Question;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Outcome;
import app.greenroom.viewmodel.Sheet;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.Workbench;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** The files of a snapshot as folders that are filled when they are opened; one can be opened, saved or brought back. */
public final class FilesViewModel implements Sheet {
    private static final String MEDIA = "media";

    private final TargetName target;
    private final SnapshotId snapshot;
    private final Workbench bench;
    private final Words words;
    private final Consumer<List<String>> bringBack;
    private final ReadOnlyObjectWrapper<Optional<SnapshotTree>> tree = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Optional<FileRow>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Outcome>> outcome = new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * The files of a snapshot.
     *
     * @param bringBack told the paths below the media folder that are to be brought back to the site;
     *     none for all of them
     */
    FilesViewModel(TargetName target, SnapshotId snapshot, Workbench bench, Consumer<List<String>> bringBack) {
        this.target = target;
        this.snapshot = snapshot;
        this.bench = bench;
        this.words = bench.words();
        this.bringBack = bringBack;
    }

    /**
     * A file or folder as the tree shows it.
     *
     * @param node what it is
     * @param name its name, fit to be shown
     * @param size of it, or of all below it
     * @param modified when it was last modified; may be empty
     */
    public record FileRow(Node node, String name, String size, String modified) {
        /** Whether it can be brought back by itself: an uploaded file or a folder of them. */
        public boolean canComeBack() {
            return node.isMedia();
        }
    }

    @Override
    public String title() {
        return words.get(
                "view.files.title", words.moment(snapshot.taken(), bench.pulse().now()));
    }

    @Override
    public void opened() {
        if (tree.get().isPresent()) {
            return;
        }
        bench.quiet()
                .submit(
                        TaskTitle.of("files", target.toString()),
                        context -> bench.operations().library().tree(target, snapshot, context),
                        progress -> {},
                        found -> tree.set(Optional.of(found)),
                        this::failed);
    }

    /** What lies directly in a folder; in the uppermost one for {@link SnapshotTree#ROOT}. */
    public List<FileRow> children(String folder) {
        return tree.get().map(found -> found.children(folder)).orElse(List.of()).stream()
                .map(this::row)
                .toList();
    }

    private FileRow row(Node node) {
        String size = words.amounts().size(node.bytes());
        return new FileRow(
                node,
                ServerText.line(node.name()),
                node.isFolder() ? words.get("view.files.folder", node.files(), size) : size,
                node.modified().map(at -> words.moment(at, bench.pulse().now())).orElse(""));
    }

    private Optional<Entry> chosenFile() {
        return chosen.get().flatMap(row -> row.node().entry());
    }

    /** Opens a copy of the chosen file with the program that the computer has for it. */
    public void open() {
        chosenFile()
                .ifPresent(file -> bench.quiet()
                        .submit(
                                TaskTitle.of("open-file", target.toString()),
                                context -> bench.operations().library().open(target, snapshot, file, context),
                                progress -> {},
                                this::show,
                                this::failed));
    }

    private void show(Path copy) {
        if (!bench.desktop().openFile(copy.toString())) {
            bench.desktop().copy(copy.toString());
            outcome.set(Optional.of(new Outcome(
                    Tone.INFO,
                    words.get("view.files.noProgram"),
                    words.get("view.backups.copied", copy.toString()),
                    "")));
        }
    }

    /** Saves a copy of the chosen file where the user wants it. */
    public void save() {
        chosenFile()
                .ifPresent(file -> bench.dialogs()
                        .chooseSaveFile(words.get("view.files.saveTitle"), suggestion(file))
                        .map(Path::of)
                        .ifPresent(to -> save(file, to, false)));
    }

    private static String suggestion(Entry file) {
        String name = ServerText.line(file.source().path().toString());
        return name.substring(name.lastIndexOf('/') + 1).replaceAll("[\\\\:*?\"<>|]", "_");
    }

    private void save(Entry file, Path to, boolean replace) {
        bench.runner()
                .submit(
                        TaskTitle.of("save-file", to.toString()),
                        context -> {
                            bench.operations().library().save(target, snapshot, file, to, replace, context);
                            return to;
                        },
                        progress -> {},
                        saved -> outcome.set(Optional.of(new Outcome(
                                Tone.OK, words.get("view.files.saved"), words.get("view.files.savedTo", saved), ""))),
                        reason -> saveFailed(file, to, reason));
    }

    private void saveFailed(Entry file, Path to, OperationFailedException reason) {
        if (reason.reason() != FailureReason.LOCAL_FILE_EXISTS) {
            failed(reason);
        } else if (bench.dialogs()
                .confirm(new Question(
                        words.get("view.files.replace.title", String.valueOf(to.getFileName())),
                        words.get("view.files.replace.text", to),
                        words.get("view.files.replace.yes"),
                        true))) {
            save(file, to, true);
        }
    }

    /** Goes on to bringing the chosen file or folder back to the site. */
    public void bringBack() {
        chosen.get().filter(FileRow::canComeBack).ifPresent(row -> {
            String path = row.node().path();
            bringBack.accept(path.equals(MEDIA) ? List.of() : List.of(path.substring(MEDIA.length() + 1)));
        });
    }

    private void failed(OperationFailedException reason) {
        outcome.set(Optional.of(Outcome.of(FailureNote.of(reason, words))));
    }

    /** Forgets the last outcome. */
    public void dismiss() {
        outcome.set(Optional.empty());
    }

    /** The tree; empty until it was read. */
    public ReadOnlyObjectProperty<Optional<SnapshotTree>> treeProperty() {
        return tree.getReadOnlyProperty();
    }

    /** The chosen file or folder. */
    public ObjectProperty<Optional<FileRow>> chosenProperty() {
        return chosen;
    }

    /** How the last action ended. */
    public ReadOnlyObjectProperty<Optional<Outcome>> outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }
}
