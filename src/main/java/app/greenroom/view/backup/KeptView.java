package app.greenroom.view.backup;

import app.greenroom.view.control.BusyBar;
import app.greenroom.view.control.Children;
import app.greenroom.view.control.Told;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.restore.KeptViewModel;
import app.greenroom.viewmodel.restore.KeptViewModel.Kept;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What jobs have set aside on a server. */
public final class KeptView {
    private final KeptViewModel model;
    private final Words words;

    @FXML
    private BusyBar busy;

    @FXML
    private StackPane outcome;

    @FXML
    private VBox kept;

    @FXML
    private Label none;

    /** Draws what is set aside. */
    public KeptView(KeptViewModel model, Words words) {
        this.model = model;
        this.words = words;
    }

    @FXML
    void initialize() {
        busy.follow(model.work(), words);
        Told.follow(model.outcomeProperty(), outcome, model::dismiss, words);
        Children.follow(model.kept(), kept, this::card);
        Children.showWhile(none, model.knownProperty().and(Bindings.isEmpty(model.kept())));
    }

    private Node card(Kept each) {
        Label title = new Label(each.title());
        title.getStyleClass().add("strong");
        title.setWrapText(true);
        Label size = new Label(each.size());
        size.setMinWidth(Region.USE_PREF_SIZE);
        Button remove = new Button(words.get("view.kept.remove"));
        remove.getStyleClass().addAll("risky", "remove-kept");
        remove.setAccessibleText(words.get("view.kept.removeSpoken", each.title()));
        remove.setMinWidth(Region.USE_PREF_SIZE);
        remove.disableProperty().bind(model.work().busyProperty());
        remove.setOnAction(event -> model.remove(each));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(12, title, space, size, remove);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox card = new VBox(4, head);
        for (String thing : each.things()) {
            Label line = new Label(thing);
            line.getStyleClass().add("note");
            line.setWrapText(true);
            line.setMinHeight(Region.USE_PREF_SIZE);
            card.getChildren().add(line);
        }
        card.getStyleClass().add("card");
        return card;
    }
}
