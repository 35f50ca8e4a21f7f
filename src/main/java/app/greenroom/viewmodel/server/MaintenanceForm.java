package app.greenroom.viewmodel.server;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.MaintenanceWords;
import app.greenroom.domain.server.MaintenanceWords.Field;
import app.greenroom.task.TaskTitle;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Outcome;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Workbench;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableStringValue;

/** The organiser's words for the page that visitors see while the site is closed, with a preview of what they read. */
public final class MaintenanceForm {
    private final Supplier<String> server;
    private final Workbench bench;
    private final Map<Field, StringProperty> fields = new EnumMap<>(Field.class);
    private final ReadOnlyObjectWrapper<Optional<Outcome>> outcome = new ReadOnlyObjectWrapper<>(Optional.empty());

    /** The words of a saved server; they are read when the page is opened. */
    MaintenanceForm(Supplier<String> server, Workbench bench) {
        this.server = server;
        this.bench = bench;
        for (Field field : Field.values()) {
            fields.put(field, new SimpleStringProperty(""));
        }
    }

    /** Reads what is kept. */
    public void opened() {
        String name = server.get();
        bench.quiet()
                .submit(
                        TaskTitle.of("page", name),
                        context -> bench.operations().maintenance().of(name),
                        progress -> {},
                        this::show,
                        this::failed);
    }

    private void show(MaintenanceWords words) {
        fieldProperty(Field.TITLE).set(words.title());
        fieldProperty(Field.TEXT).set(words.text());
        fieldProperty(Field.CONTACT).set(words.contact());
        fieldProperty(Field.UNTIL).set(words.until());
    }

    /** Keeps the words, unless something is wrong with them. */
    public void save() {
        if (!wrong().isEmpty()) {
            return;
        }
        String name = server.get();
        MaintenanceWords words =
                new MaintenanceWords(said(Field.TITLE), said(Field.TEXT), said(Field.CONTACT), said(Field.UNTIL));
        outcome.set(Optional.empty());
        bench.quiet()
                .submit(
                        TaskTitle.of("settings", name),
                        context -> {
                            bench.operations().maintenance().keep(name, words);
                            return words;
                        },
                        progress -> {},
                        kept -> {
                            show(kept);
                            outcome.set(Optional.of(new Outcome(
                                    Tone.OK,
                                    bench.words().get("view.page.kept"),
                                    bench.words().get("view.page.kept.note"),
                                    "")));
                        },
                        this::failed);
    }

    private void failed(OperationFailedException failure) {
        outcome.set(Optional.of(Outcome.of(FailureNote.of(failure, bench.words()))));
    }

    private Set<Field> wrong() {
        return MaintenanceWords.wrong(said(Field.TITLE), said(Field.TEXT), said(Field.CONTACT), said(Field.UNTIL));
    }

    private String said(Field field) {
        return fieldProperty(field).get();
    }

    /** What is typed into a field. */
    public StringProperty fieldProperty(Field field) {
        return Objects.requireNonNull(fields.get(field));
    }

    /** Whether what is typed into a field cannot be right. */
    public BooleanBinding wrong(Field field) {
        return Bindings.createBooleanBinding(() -> wrong().contains(field), fieldProperty(field));
    }

    /** Whether everything that is typed can be kept. */
    public BooleanBinding complete() {
        return Bindings.createBooleanBinding(
                () -> wrong().isEmpty(), fields.values().toArray(Observable[]::new));
    }

    /** What visitors read for a field: the words typed, else the page's own; empty where nothing is shown. */
    public ObservableStringValue preview(Field field) {
        return Bindings.createStringBinding(() -> previewed(field), fieldProperty(field));
    }

    private String previewed(Field field) {
        String said = said(field).strip();
        return switch (field) {
            case TITLE -> said.isEmpty() ? bench.words().get("page.title") : said;
            case TEXT -> said.isEmpty() ? bench.words().get("page.text") : said;
            case UNTIL -> said.isEmpty() ? "" : bench.words().get("page.until", said);
            case CONTACT -> said.isEmpty() ? "" : bench.words().get("page.contact", said);
        };
    }

    /** How the last action ended. */
    public ReadOnlyObjectProperty<Optional<Outcome>> outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }

    /** Takes note that the outcome was read. */
    public void dismiss() {
        outcome.set(Optional.empty());
    }
}
