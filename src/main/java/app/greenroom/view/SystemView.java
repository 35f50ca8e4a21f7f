package app.greenroom.view;

import app.greenroom.domain.system.SystemState;
import app.greenroom.view.control.BusyBar;
import app.greenroom.view.control.Children;
import app.greenroom.view.control.FailurePane;
import app.greenroom.view.control.FindingPane;
import app.greenroom.view.control.Sign;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.instance.FindingRow;
import app.greenroom.viewmodel.system.SystemViewModel;
import app.greenroom.viewmodel.system.SystemViewModel.RemedyRow;
import app.greenroom.viewmodel.system.SystemViewModel.UpdateRow;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;

/** The page of the system: what is the case and what is missing, a plan, or the walk alone. */
final class SystemView {
    private final SystemViewModel model;
    private final ViewFactory views;
    private final Words words;

    @FXML
    private StackPane failure;

    @FXML
    private BusyBar busy;

    @FXML
    private BusyBar looking;

    @FXML
    private Node list;

    @FXML
    private HBox banner;

    @FXML
    private Sign sign;

    @FXML
    private Label sentence;

    @FXML
    private Label remarks;

    @FXML
    private Button lookAgain;

    @FXML
    private Button planSecurity;

    @FXML
    private Button planAll;

    @FXML
    private Node updatesCard;

    @FXML
    private Pane updates;

    @FXML
    private Node remediesCard;

    @FXML
    private Pane remedies;

    @FXML
    private Node backRow;

    @FXML
    private StackPane content;

    SystemView(SystemViewModel model, ViewFactory views, Words words) {
        this.model = model;
        this.views = views;
        this.words = words;
    }

    @FXML
    void initialize() {
        busy.follow(model.work(), words);
        looking.follow(model.job().looking(), words);
        BooleanBinding walking =
                Bindings.createBooleanBinding(() -> model.walkProperty().get().isPresent(), model.walkProperty());
        BooleanBinding planned =
                Bindings.createBooleanBinding(() -> model.planProperty().get().isPresent(), model.planProperty());
        Children.showWhile(list, walking.or(planned).not());
        Children.showWhile(backRow, planned.and(walking.not()));
        Children.showWhile(updatesCard, Bindings.isNotEmpty(model.updates()));
        Children.showWhile(remediesCard, Bindings.isNotEmpty(model.remedies()));
        Children.follow(model.updates(), updates, SystemView::row);
        Children.follow(model.remedies(), remedies, this::row);
        for (Button each : new Button[] {lookAgain, planSecurity, planAll}) {
            each.disableProperty().bind(model.work().busyProperty());
        }
        model.stateProperty().subscribe(this::showState);
        model.failureProperty().subscribe(this::showFailure);
        model.planProperty().subscribe(now -> show());
        model.walkProperty().subscribe(now -> show());
    }

    private static Node row(UpdateRow row) {
        return new FindingPane(new FindingRow(row.tone(), row.name(), row.versions(), Optional.empty()));
    }

    private Node row(RemedyRow row) {
        FindingRow shown = new FindingRow(Tone.ATTENTION, row.title(), row.why(), Optional.empty());
        if (!row.possible()) {
            return new FindingPane(shown);
        }
        Button plan = new Button(words.get("view.system.fix"));
        plan.setId("fix-" + row.remedy().word());
        plan.setAccessibleText(words.get("view.system.fixSpoken", row.title()));
        plan.disableProperty().bind(model.work().busyProperty());
        plan.setOnAction(event -> model.planFix(row.remedy()));
        return new FindingPane(shown, plan);
    }

    private void showState(Optional<SystemState> state) {
        banner.setVisible(state.isPresent());
        banner.setManaged(state.isPresent());
        state.ifPresent(known -> {
            Tone tone = model.tone(known);
            for (Tone each : Tone.values()) {
                banner.getStyleClass().remove(each.style());
            }
            banner.getStyleClass().add(tone.style());
            sign.setTone(tone);
            sentence.setText(model.sentence(known));
            remarks.setText(model.remarks(known));
            boolean some = !known.updates().isEmpty() || (known.known() && known.indexOld());
            planAll.setVisible(some);
            planAll.setManaged(some);
            boolean security = !known.updates(true).isEmpty()
                    && known.updates(true).size() < known.updates().size();
            planSecurity.setVisible(security);
            planSecurity.setManaged(security);
        });
    }

    private void show() {
        content.getChildren().clear();
        model.walkProperty()
                .get()
                .ifPresentOrElse(
                        walk -> content.getChildren().add(views.walk(model.job(), walk, model::backToList)),
                        () -> model.planProperty()
                                .get()
                                .ifPresent(plan -> content.getChildren().add(views.plan(plan, model::start))));
        content.setManaged(!content.getChildren().isEmpty()); // else the list would share its room with nothing
    }

    private void showFailure(Optional<FailureNote> note) {
        failure.getChildren().clear();
        failure.setManaged(note.isPresent());
        note.ifPresent(present -> failure.getChildren().add(new FailurePane(present, words.get("view.details"))));
    }

    @FXML
    void lookAgain() {
        model.look();
    }

    @FXML
    void planSecurity() {
        model.planUpdates(true);
    }

    @FXML
    void planAll() {
        model.planUpdates(false);
    }

    @FXML
    void back() {
        model.backToList();
    }
}
