package app.greenroom.view;

import app.greenroom.domain.server.MaintenanceWords.Field;
import app.greenroom.view.control.Children;
import app.greenroom.view.control.FieldMarks;
import app.greenroom.view.control.Told;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.server.MaintenanceForm;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.StackPane;

/** The words for the page that visitors see while a site is closed, and how they read. */
final class MaintenanceView {
    private final MaintenanceForm model;
    private final Words words;
    private final FieldMarks marks = new FieldMarks();

    @FXML
    private StackPane outcome;

    @FXML
    private TextField title;

    @FXML
    private TextArea text;

    @FXML
    private TextField until;

    @FXML
    private TextField contact;

    @FXML
    private Label wrong;

    @FXML
    private Label titleShown;

    @FXML
    private Label textShown;

    @FXML
    private Label untilShown;

    @FXML
    private Label contactShown;

    @FXML
    private Button save;

    MaintenanceView(MaintenanceForm model, Words words) {
        this.model = model;
        this.words = words;
    }

    @FXML
    void initialize() {
        Told.follow(model.outcomeProperty(), outcome, model::dismiss, words);
        field(Field.TITLE, title, titleShown);
        field(Field.TEXT, text, textShown);
        field(Field.UNTIL, until, untilShown);
        field(Field.CONTACT, contact, contactShown);
        var complete = model.complete();
        wrong.textProperty()
                .bind(Bindings.createStringBinding(
                        this::firstWrong,
                        title.textProperty(),
                        text.textProperty(),
                        until.textProperty(),
                        contact.textProperty()));
        Children.showWhile(wrong, complete.not());
        save.disableProperty().bind(complete.not());
        model.opened();
    }

    private void field(Field field, TextInputControl input, Label shown) {
        input.textProperty().bindBidirectional(model.fieldProperty(field));
        var isWrong = model.wrong(field);
        marks.mark(input, isWrong, words.get("page.wrong." + field));
        var preview = model.preview(field);
        shown.textProperty().bind(preview);
        Children.showWhile(
                shown, Bindings.createBooleanBinding(() -> !preview.get().isEmpty(), preview));
    }

    private String firstWrong() {
        for (Field field : Field.values()) {
            if (model.wrong(field).get()) {
                return words.get("view.page.wrong", words.get("page.wrong." + field));
            }
        }
        return "";
    }

    @FXML
    void save() {
        model.save();
    }
}
