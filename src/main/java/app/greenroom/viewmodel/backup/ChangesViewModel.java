package app.greenroom.viewmodel.backup;

import app.greenroom.domain.backup.SnapshotChanges;
import app.greenroom.domain.backup.SnapshotChanges.FileChange;
import app.greenroom.domain.backup.SnapshotChanges.State;
import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.domain.server.ServerText;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.Sheet;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What changed from one snapshot to the next, file by file. */
public final class ChangesViewModel implements Sheet {
    private final SnapshotChanges changes;
    private final Words words;
    private final String title;

    ChangesViewModel(SnapshotChanges changes, Workbench bench) {
        this.changes = changes;
        this.words = bench.words();
        this.title = words.get(
                changes.before().isPresent() ? "view.changes.title" : "view.changes.title.first",
                words.moment(changes.id().taken(), bench.pulse().now()),
                changes.before()
                        .map(id -> words.moment(id.taken(), bench.pulse().now()))
                        .orElse(""));
    }

    /**
     * A file that is not as before.
     *
     * @param kind how, in a word
     * @param tone of the word
     * @param path of the file
     * @param size of it
     */
    public record Row(String kind, Tone tone, String path, String size) {}

    @Override
    public String title() {
        return title;
    }

    @Override
    public void opened() {}

    /** All of it in a sentence. */
    public String sentence() {
        return new ChangeWords(words).sentence(changes);
    }

    /** What is counted: now and before. */
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        figure(figures, "events", Counts::events);
        figure(figures, "proposals", Counts::proposals);
        figure(figures, "users", Counts::users);
        figures.add(new Figure(
                words.get("view.changes.database"),
                words.amounts().size(changes.now().databaseBytes()),
                changes.then()
                        .map(then ->
                                words.get("view.changes.was", words.amounts().size(then.databaseBytes())))
                        .orElse(""),
                Tone.OK));
        return figures;
    }

    private void figure(List<Figure> figures, String what, ToLongFunction<Counts> count) {
        Optional<Counts> then = changes.then().flatMap(State::counts);
        changes.now()
                .counts()
                .ifPresent(now -> figures.add(new Figure(
                        words.get("view.backups.detail." + what),
                        String.valueOf(count.applyAsLong(now)),
                        then.map(old -> words.get("view.changes.was", String.valueOf(count.applyAsLong(old))))
                                .orElse(""),
                        Tone.OK)));
    }

    /** Each file that is not as before. */
    public List<Row> files() {
        return changes.files().stream().map(this::row).toList();
    }

    private Row row(FileChange file) {
        Tone tone = switch (file.kind()) {
            case ADDED -> Tone.OK;
            case CHANGED -> Tone.INFO;
            case REMOVED -> Tone.ATTENTION;
        };
        return new Row(
                words.get("view.changes.kind." + file.kind()),
                tone,
                words.get(
                        "view.files.role." + file.role(),
                        ServerText.line(file.path().toString())),
                words.amounts().size(file.bytes()));
    }
}
