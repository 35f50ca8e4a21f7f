package app.greenroom.view;

import app.greenroom.view.control.Children;
import app.greenroom.view.control.FieldMarks;
import app.greenroom.view.control.OutcomePane;
import app.greenroom.viewmodel.Outcome;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.server.ServerSettingsViewModel;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;

/** Address, sign-in, identity and removal of a saved server. */
final class ServerSettingsView {
    private final ServerSettingsViewModel model;
    private final ViewFactory views;
    private final Words words;

    @FXML
    private StackPane outcome;

    @FXML
    private TextField host;

    @FXML
    private TextField port;

    @FXML
    private Label portWrong;

    @FXML
    private StackPane signInForm;

    @FXML
    private Button save;

    @FXML
    private Label identity;

    @FXML
    private Button showIdentity;

    @FXML
    private Button removeTrust;

    @FXML
    private Button remove;

    @FXML
    private StackPane page;

    ServerSettingsView(ServerSettingsViewModel model, ViewFactory views, Words words) {
        this.model = model;
        this.views = views;
        this.words = words;
    }

    @FXML
    void initialize() {
        host.textProperty().bindBidirectional(model.address().hostProperty());
        port.textProperty().bindBidirectional(model.address().portProperty());
        Children.showWhile(portWrong, model.address().portWrong());
        new FieldMarks().mark(port, model.address().portWrong(), portWrong.getText());
        signInForm.getChildren().setAll(views.of(model.signIn()));
        save.disableProperty()
                .bind(model.busyProperty()
                        .or(model.address().complete().not())
                        .or(model.signIn().complete().not()));
        page.getChildren().setAll(views.of(model.page()));
        showIdentity.disableProperty().bind(model.busyProperty());
        removeTrust.disableProperty().bind(model.busyProperty());
        remove.disableProperty().bind(model.busyProperty());
        identity.textProperty().bind(model.identityProperty());
        Children.showWhile(identity, model.identityProperty().isNotEmpty());
        model.outcomeProperty().subscribe(this::tell);
    }

    private void tell(Optional<Outcome> told) {
        outcome.getChildren().clear();
        outcome.setManaged(told.isPresent());
        told.ifPresent(present -> outcome.getChildren()
                .add(new OutcomePane(present.tone(), present.sentence(), present.advice(), present.details(), words)
                        .closable(model::dismiss)));
    }

    @FXML
    void save() {
        model.save();
    }

    @FXML
    void showIdentity() {
        model.showIdentity();
    }

    @FXML
    void removeTrust() {
        model.removeTrust();
    }

    @FXML
    void remove() {
        model.remove();
    }
}
