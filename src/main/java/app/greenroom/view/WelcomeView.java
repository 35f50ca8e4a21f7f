package app.greenroom.view;

import app.greenroom.viewmodel.frame.MainViewModel;
import javafx.fxml.FXML;
import javafx.scene.control.Button;

/** The first run: try the practice server, or add a server. */
final class WelcomeView {
    private final MainViewModel model;

    @FXML
    private Button practice;

    WelcomeView(MainViewModel model) {
        this.model = model;
    }

    @FXML
    void initialize() {
        practice.disableProperty().bind(model.startingPractice().busyProperty());
    }

    @FXML
    void startPractice() {
        model.openPractice();
    }

    @FXML
    void addServer() {
        model.showAddServer();
    }
}
