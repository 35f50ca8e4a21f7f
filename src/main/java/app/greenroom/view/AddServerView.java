package app.greenroom.view;

import app.greenroom.view.control.CheckPane;
import app.greenroom.view.control.Children;
import app.greenroom.view.control.FieldMarks;
import app.greenroom.view.control.OutcomePane;
import app.greenroom.view.control.StepTrail;
import app.greenroom.viewmodel.Outcome;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.server.AddServerViewModel;
import app.greenroom.viewmodel.server.AddStep;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;

/** Adding a server, step by step. */
final class AddServerView {
    private final AddServerViewModel model;
    private final ViewFactory views;
    private final Words words;

    private final FieldMarks marks = new FieldMarks();

    @FXML
    private StepTrail trail;

    @FXML
    private Label stepNumber;

    @FXML
    private StackPane outcome;

    @FXML
    private HBox busy;

    @FXML
    private Label busyLine;

    @FXML
    private Node address;

    @FXML
    private TextField host;

    @FXML
    private TextField port;

    @FXML
    private Label portWrong;

    @FXML
    private Button askIdentity;

    @FXML
    private StackPane identity;

    @FXML
    private Node signIn;

    @FXML
    private StackPane signInForm;

    @FXML
    private Pane checks;

    @FXML
    private Button test;

    @FXML
    private Button goOn;

    @FXML
    private Button useEmpty;

    @FXML
    private Node found;

    @FXML
    private Pane instances;

    @FXML
    private TextField name;

    @FXML
    private Label nameWrong;

    @FXML
    private Label keeping;

    @FXML
    private Button save;

    AddServerView(AddServerViewModel model, ViewFactory views, Words words) {
        this.model = model;
        this.views = views;
        this.words = words;
    }

    @FXML
    void initialize() {
        trail.show(Stream.of(AddStep.values())
                .map(step -> words.get("view.add.step." + step))
                .toList());
        model.stepProperty().subscribe(this::showStep);
        model.outcomeProperty().subscribe(this::tell);
        model.hostKeyProperty()
                .subscribe(shown -> identity.getChildren()
                        .setAll(shown.map(prompt -> views.hostKey(prompt, model::back)).stream()
                                .toList()));
        busyLine.textProperty().bind(model.busyLineProperty());
        Children.showWhile(busy, model.busyProperty());
        initializeAddress();
        initializeSignIn();
        initializeFound();
    }

    private void initializeAddress() {
        Children.showWhile(address, is(AddStep.ADDRESS));
        host.textProperty().bindBidirectional(model.address().hostProperty());
        port.textProperty().bindBidirectional(model.address().portProperty());
        Children.showWhile(portWrong, model.address().portWrong());
        marks.mark(port, model.address().portWrong(), portWrong.getText());
        askIdentity.disableProperty().bind(model.address().complete().not().or(model.busyProperty()));
        Children.showWhile(identity, is(AddStep.IDENTITY));
    }

    private void initializeSignIn() {
        Children.showWhile(signIn, is(AddStep.SIGN_IN));
        signInForm.getChildren().setAll(views.of(model.signIn()));
        Children.follow(model.checks(), checks, CheckPane::new);
        test.disableProperty().bind(model.signIn().complete().not().or(model.busyProperty()));
        goOn.disableProperty().bind(model.passedProperty().not().or(model.busyProperty()));
        useEmpty.disableProperty().bind(model.busyProperty());
        Children.showWhile(useEmpty, model.emptyProperty());
        Children.showWhile(goOn, model.emptyProperty().not());
        model.passedProperty().subscribe(passed -> {
            primary(goOn, passed);
            primary(test, !passed);
        });
    }

    private void initializeFound() {
        Children.showWhile(found, is(AddStep.FOUND));
        Children.follow(model.found(), instances, text -> {
            Label label = new Label(text);
            label.setWrapText(true);
            return label;
        });
        name.textProperty().bindBidirectional(model.nameProperty());
        Children.showWhile(nameWrong, model.nameFits().not());
        marks.mark(name, model.nameFits().not(), nameWrong.getText());
        keeping.textProperty().bind(model.keepingProperty());
        save.disableProperty().bind(model.nameFits().not().or(model.busyProperty()));
    }

    private static void primary(Button button, boolean is) {
        button.getStyleClass().remove("primary");
        if (is) {
            button.getStyleClass().add("primary");
        }
    }

    private BooleanBinding is(AddStep wanted) {
        return Bindings.createBooleanBinding(() -> model.stepProperty().get() == wanted, model.stepProperty());
    }

    private void showStep(AddStep step) {
        List<AddStep> steps = List.of(AddStep.values());
        int index = steps.indexOf(step);
        trail.setCurrent(index);
        stepNumber.setText(words.get("view.add.stepNumber", index + 1, steps.size()));
    }

    private void tell(Optional<Outcome> told) {
        outcome.getChildren().clear();
        outcome.setManaged(told.isPresent());
        told.ifPresent(present -> outcome.getChildren()
                .add(new OutcomePane(present.tone(), present.sentence(), present.advice(), present.details(), words)));
    }

    @FXML
    void back() {
        model.back();
    }

    @FXML
    void cancel() {
        model.cancel();
    }

    @FXML
    void askIdentity() {
        model.askIdentity();
    }

    @FXML
    void test() {
        model.test();
    }

    @FXML
    void goOn() {
        model.showFound();
    }

    @FXML
    void save() {
        model.save();
    }
}
