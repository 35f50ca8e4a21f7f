package app.greenroom.view;

import app.greenroom.domain.server.Secret;
import app.greenroom.text.FailureText;
import app.greenroom.view.control.Folded;
import app.greenroom.view.control.Sign;
import app.greenroom.viewmodel.Dialogs;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import java.io.File;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Questions in dialogs of their own, modal to the window. */
public final class FxDialogs implements Dialogs {
    private static final double WIDTH = 460;

    private final Supplier<Window> owner;
    private final Theming theming;
    private final Words words;

    /**
     * Dialogs over a window.
     *
     * @param owner asked at every dialog, since the window is made later
     * @param theming gives them their look
     */
    public FxDialogs(Supplier<Window> owner, Theming theming, Words words) {
        this.owner = owner;
        this.theming = theming;
        this.words = words;
    }

    @Override
    public boolean confirm(Question question) {
        Dialog<ButtonType> dialog = dialog(question.title(), tone(question), text(question.text()));
        ButtonType yes = buttons(dialog, question);
        return dialog.showAndWait().filter(yes::equals).isPresent();
    }

    @Override
    public boolean confirmTyped(Question question, String word) {
        TextField field = new TextField();
        field.setId("typed");
        Label label = text(words.get("view.dialog.type", word));
        label.setLabelFor(field);
        Dialog<ButtonType> dialog = dialog(question.title(), tone(question), text(question.text()), label, field);
        ButtonType yes = buttons(dialog, question);
        dialog.getDialogPane()
                .lookupButton(yes)
                .disableProperty()
                .bind(field.textProperty().map(typed -> !typed.strip().equals(word)));
        dialog.setOnShown(event -> field.requestFocus());
        return dialog.showAndWait().filter(yes::equals).isPresent();
    }

    private static Tone tone(Question question) {
        return question.dangerous() ? Tone.ATTENTION : Tone.INFO;
    }

    private ButtonType buttons(Dialog<ButtonType> dialog, Question question) {
        ButtonType yes = new ButtonType(question.yes(), ButtonData.OK_DONE);
        ButtonType no = new ButtonType(words.get("view.cancel"), ButtonData.CANCEL_CLOSE);
        dialog.getDialogPane().getButtonTypes().setAll(no, yes);
        Button consent = button(dialog, yes);
        consent.setId("dialogYes");
        consent.getStyleClass().add(question.dangerous() ? "risky" : "primary");
        consent.setDefaultButton(!question.dangerous());
        if (question.dangerous()) {
            button(dialog, no).setDefaultButton(true);
            dialog.setOnShown(event -> button(dialog, no).requestFocus());
        }
        return yes;
    }

    private static Button button(Dialog<ButtonType> dialog, ButtonType type) {
        return (Button) dialog.getDialogPane().lookupButton(type);
    }

    @Override
    public void showFailure(FailureText.Words failure, String details) {
        Label sentence = text(failure.sentence());
        sentence.getStyleClass().add("strong");
        Dialog<ButtonType> dialog = details.isEmpty()
                ? dialog(words.get("view.dialog.failed"), Tone.PROBLEM, sentence, text(failure.advice()))
                : dialog(
                        words.get("view.dialog.failed"),
                        Tone.PROBLEM,
                        sentence,
                        text(failure.advice()),
                        new Folded(words.get("view.details"), details));
        dialog.getDialogPane()
                .getButtonTypes()
                .setAll(new ButtonType(words.get("view.close"), ButtonData.CANCEL_CLOSE));
        dialog.showAndWait();
    }

    @Override
    public Optional<Secret> askSecret(SecretQuestion question) {
        PasswordField first = secretField("secret", question.label());
        PasswordField second = secretField("secretAgain", words.get("view.dialog.again"));
        VBox fields = new VBox(6, labelled(first));
        if (question.twice()) {
            fields.getChildren().add(labelled(second));
        }
        Dialog<ButtonType> dialog = dialog(question.title(), Tone.INFO, text(question.text()), fields);
        ButtonType yes = new ButtonType(question.yes(), ButtonData.OK_DONE);
        dialog.getDialogPane()
                .getButtonTypes()
                .setAll(new ButtonType(words.get("view.cancel"), ButtonData.CANCEL_CLOSE), yes);
        Button consent = button(dialog, yes);
        consent.setId("dialogYes");
        consent.getStyleClass().add("primary");
        BooleanBinding same = Bindings.equal(first.textProperty(), second.textProperty());
        BooleanBinding unfit = first.textProperty().isEmpty();
        consent.disableProperty().bind(question.twice() ? unfit.or(same.not()) : unfit);
        dialog.setOnShown(event -> first.requestFocus());
        Optional<Secret> secret = dialog.showAndWait().filter(yes::equals).map(pressed -> Secret.of(first.getText()));
        first.clear();
        second.clear();
        return secret;
    }

    @Override
    public Optional<String> askText(TextQuestion question) {
        TextField field = new TextField(question.present());
        field.setId("answer");
        field.setTextFormatter(new TextFormatter<>(change -> {
            if (change.getControlNewText().length() > question.longest()) {
                change.setText("");
                change.setRange(change.getRangeStart(), change.getRangeStart());
                change.selectRange(change.getRangeStart(), change.getRangeStart());
            }
            return change;
        }));
        Label label = text(question.label());
        label.setLabelFor(field);
        Dialog<ButtonType> dialog =
                dialog(question.title(), Tone.INFO, text(question.text()), new VBox(6, label, field));
        ButtonType yes = new ButtonType(question.yes(), ButtonData.OK_DONE);
        dialog.getDialogPane()
                .getButtonTypes()
                .setAll(new ButtonType(words.get("view.cancel"), ButtonData.CANCEL_CLOSE), yes);
        Button consent = button(dialog, yes);
        consent.setId("dialogYes");
        consent.getStyleClass().add("primary");
        dialog.setOnShown(event -> field.requestFocus());
        return dialog.showAndWait()
                .filter(yes::equals)
                .map(pressed -> field.getText().strip());
    }

    @Override
    public Optional<String> chooseSaveFile(String title, String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(name);
        return Optional.ofNullable(chooser.showSaveDialog(owner.get())).map(File::getAbsolutePath);
    }

    private static PasswordField secretField(String id, String label) {
        PasswordField field = new PasswordField();
        field.setId(id);
        field.setAccessibleText(label);
        return field;
    }

    private static VBox labelled(PasswordField field) {
        Label label = new Label(field.getAccessibleText());
        label.getStyleClass().add("note");
        label.setLabelFor(field);
        return new VBox(3, label, field);
    }

    @Override
    public Optional<String> chooseFile(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showOpenDialog(owner.get())).map(File::getAbsolutePath);
    }

    private Dialog<ButtonType> dialog(String title, Tone tone, Node... parts) {
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner.get());
        dialog.setTitle(title);
        Label head = text(title);
        head.getStyleClass().add("card-title");
        VBox content = new VBox(10, head);
        content.getChildren().addAll(parts);
        HBox line = new HBox(14, new Sign(tone), content);
        line.setPrefWidth(WIDTH);
        dialog.getDialogPane().setContent(line);
        dialog.getDialogPane().getStylesheets().setAll(theming.sheets());
        dialog.getDialogPane().getStyleClass().add("question");
        return dialog;
    }

    private static Label text(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        label.setMaxWidth(WIDTH - 50);
        return label;
    }
}
