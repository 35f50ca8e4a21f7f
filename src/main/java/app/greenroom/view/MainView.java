package app.greenroom.view;

import app.greenroom.view.control.BusyBar;
import app.greenroom.view.control.Children;
import app.greenroom.view.control.SidebarButton;
import app.greenroom.viewmodel.frame.MainViewModel;
import app.greenroom.viewmodel.frame.Page;
import app.greenroom.viewmodel.server.SidebarEntry;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.event.ActionEvent;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The frame: servers at the left, one page at the right. */
final class MainView {
    private final MainViewModel model;
    private final ViewFactory views;

    @FXML
    private VBox servers;

    @FXML
    private VBox practice;

    @FXML
    private BusyBar starting;

    @FXML
    private Button startPractice;

    @FXML
    private Label serversTitle;

    @FXML
    private ToggleButton addServer;

    @FXML
    private ToggleButton activity;

    @FXML
    private ToggleButton preferences;

    @FXML
    private Label running;

    @FXML
    private StackPane page;

    MainView(MainViewModel model, ViewFactory views) {
        this.model = model;
        this.views = views;
    }

    @FXML
    void initialize() {
        Children.follow(model.sidebar().servers(), servers, this::button);
        Children.follow(model.sidebar().practice(), practice, this::button);
        Children.showWhile(serversTitle, Bindings.isNotEmpty(model.sidebar().servers()));
        Children.showWhile(startPractice, Bindings.isEmpty(model.sidebar().practice()));
        starting.follow(model.startingPractice(), model.words());
        startPractice.disableProperty().bind(model.startingPractice().busyProperty());
        running.textProperty().bind(model.activity().badgeProperty());
        Children.showWhile(running, model.activity().badgeProperty().isNotEmpty());
        select(addServer, Page.ADD_SERVER);
        select(activity, Page.ACTIVITY);
        select(preferences, Page.PREFERENCES);
        model.pageProperty().subscribe(now -> showPage());
        model.instanceProperty().subscribe(now -> showPage());
    }

    /** A toggle that only shows where the user is: pressing it goes there and never switches it off. */
    private void select(ToggleButton button, Page mine) {
        model.pageProperty().subscribe(now -> button.setSelected(now == mine));
        button.addEventHandler(
                ActionEvent.ACTION,
                event -> button.setSelected(model.pageProperty().get() == mine));
    }

    private SidebarButton button(SidebarEntry entry) {
        SidebarButton button = new SidebarButton(entry);
        button.setOnAction(event -> {
            model.open(entry);
            button.setSelected(isShown(entry));
        });
        model.instanceProperty().subscribe(shown -> button.setSelected(isShown(entry)));
        return button;
    }

    private boolean isShown(SidebarEntry entry) {
        return model.instanceProperty()
                .get()
                .filter(shown -> shown.target().equals(entry.target()))
                .isPresent();
    }

    private void showPage() {
        Parent shown = switch (model.pageProperty().get()) {
            case WELCOME -> views.welcome(model);
            case INSTANCE -> model.instanceProperty().get().map(views::of).orElse(null);
            case ADD_SERVER -> model.addingProperty().get().map(views::of).orElse(null);
            case HOST_KEY ->
                model.hostKeyProperty()
                        .get()
                        .map(prompt -> views.hostKeyPage(prompt, model::leaveHostKey))
                        .orElse(null);
            case ACTIVITY -> views.of(model.activity());
            case PREFERENCES -> views.of(model.preferences());
        };
        if (shown != null && !page.getChildren().equals(List.of(shown))) {
            page.getChildren().setAll(shown);
        }
    }

    @FXML
    void startPractice() {
        model.openPractice();
    }

    @FXML
    void addServer() {
        model.showAddServer();
    }

    @FXML
    void showActivity() {
        model.showActivity();
    }

    @FXML
    void showPreferences() {
        model.showPreferences();
    }
}
