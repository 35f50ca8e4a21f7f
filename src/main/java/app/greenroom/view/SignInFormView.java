package app.greenroom.view;

import app.greenroom.view.control.Children;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.server.SignInForm;
import app.greenroom.viewmodel.server.SignInForm.Method;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;

/** The fields by which a user says how to sign in. */
final class SignInFormView {
    private final SignInForm form;
    private final Words words;

    @FXML
    private TextField user;

    @FXML
    private RadioButton agent;

    @FXML
    private RadioButton keyFile;

    @FXML
    private RadioButton password;

    @FXML
    private Node keyFileBox;

    @FXML
    private TextField keyFilePath;

    @FXML
    private Node secretBox;

    @FXML
    private Label secretLabel;

    @FXML
    private PasswordField secret;

    @FXML
    private Node sudoBox;

    @FXML
    private PasswordField sudo;

    @FXML
    private CheckBox askEveryTime;

    SignInFormView(SignInForm form, Words words) {
        this.form = form;
        this.words = words;
    }

    @FXML
    void initialize() {
        user.textProperty().bindBidirectional(form.userProperty());
        keyFilePath.textProperty().bindBidirectional(form.keyFileProperty());
        secret.textProperty().bindBidirectional(form.secretProperty());
        sudo.textProperty().bindBidirectional(form.sudoProperty());
        askEveryTime.selectedProperty().bindBidirectional(form.askEveryTimeProperty());
        ToggleGroup group = new ToggleGroup();
        Map.of(agent, Method.AGENT, keyFile, Method.KEY_FILE, password, Method.PASSWORD)
                .forEach((button, method) -> {
                    button.setToggleGroup(group);
                    button.setOnAction(event -> form.methodProperty().set(method));
                    form.methodProperty().subscribe(now -> button.setSelected(now == method));
                });
        Children.showWhile(keyFileBox, is(Method.KEY_FILE));
        Children.showWhile(secretBox, is(Method.AGENT).not());
        Children.showWhile(
                sudoBox,
                Bindings.createBooleanBinding(
                        () -> !form.userProperty().get().strip().equals("root"), form.userProperty()));
        secretLabel.textProperty().bind(form.methodProperty().map(method -> words.get("view.signIn.secret." + method)));
    }

    private BooleanBinding is(Method wanted) {
        return Bindings.createBooleanBinding(() -> form.methodProperty().get() == wanted, form.methodProperty());
    }

    @FXML
    void chooseKeyFile() {
        form.chooseKeyFile();
    }
}
