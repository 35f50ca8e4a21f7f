package app.greenroom.view.backup;

import app.greenroom.view.control.BusyBar;
import app.greenroom.view.control.Children;
import app.greenroom.view.control.EvenRow;
import app.greenroom.view.control.FigureCard;
import app.greenroom.view.control.Sign;
import app.greenroom.view.control.Told;
import app.greenroom.viewmodel.Outcome;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.schedule.ScheduleForm;
import app.greenroom.viewmodel.schedule.ScheduleViewModel;
import java.util.List;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;

/** The schedules of an instance: the server's, and this computer's. */
public final class ScheduleView {
    private final ScheduleViewModel model;
    private final Words words;

    @FXML
    private BusyBar busy;

    @FXML
    private StackPane outcome;

    @FXML
    private Button runNow;

    @FXML
    private Button collect;

    @FXML
    private Button remove;

    @FXML
    private Sign sign;

    @FXML
    private Label state;

    @FXML
    private EvenRow figures;

    @FXML
    private TextField times;

    @FXML
    private TextField zone;

    @FXML
    private FlowPane numbers;

    @FXML
    private TextField mail;

    @FXML
    private TextField ping;

    @FXML
    private TextField floor;

    @FXML
    private Label wrong;

    @FXML
    private Button save;

    @FXML
    private Label laptopLine;

    @FXML
    private TextField laptopTime;

    @FXML
    private Button saveLaptop;

    @FXML
    private Button removeLaptop;

    /** Draws the schedules. */
    public ScheduleView(ScheduleViewModel model, Words words) {
        this.model = model;
        this.words = words;
    }

    @FXML
    void initialize() {
        busy.follow(model.work(), words);
        Told.follow(model.outcomeProperty(), outcome, model::dismiss, words);
        Children.follow(model.figures(), figures, FigureCard::new);
        ScheduleForm form = model.form();
        times.textProperty().bindBidirectional(form.timesProperty());
        zone.textProperty().bindBidirectional(form.zoneProperty());
        mail.textProperty().bindBidirectional(form.mailProperty());
        ping.textProperty().bindBidirectional(form.pingProperty());
        floor.textProperty().bindBidirectional(form.floorProperty());
        NumberFields.fill(numbers, form::keepProperty, words);
        laptopTime.textProperty().bindBidirectional(model.laptop().timeProperty());
        laptopLine.textProperty().bind(model.laptop().lineProperty());
        form.fields().forEach(field -> field.subscribe(typed -> refresh()));
        model.watch().reportProperty().subscribe(now -> refresh());
        model.watch().lookingProperty().subscribe(now -> refresh());
        model.work().busyProperty().subscribe(now -> refresh());
        model.watch()
                .laptopProperty()
                .subscribe(now -> removeLaptop.setDisable(now.at().isEmpty()));
        model.laptop()
                .timeProperty()
                .subscribe(typed -> saveLaptop.setDisable(!model.laptop().fits()));
    }

    private void refresh() {
        boolean looking = model.watch().lookingProperty().get();
        Outcome told = model.state()
                .orElseGet(() -> new Outcome(
                        looking ? Tone.RUNNING : Tone.UNKNOWN,
                        words.get(looking ? "view.schedule.looking" : "view.schedule.unknown"),
                        "",
                        ""));
        sign.setTone(told.tone());
        state.setText(told.advice().isEmpty() ? told.sentence() : told.sentence() + " " + told.advice());
        List<ScheduleForm.Field> bad = model.form().wrong();
        wrong.setText(bad.stream()
                .map(field -> words.get("view.schedule.wrong." + field))
                .collect(Collectors.joining(" ")));
        wrong.setVisible(!bad.isEmpty());
        wrong.setManaged(!bad.isEmpty());
        boolean known = model.state().isPresent();
        boolean busyNow = model.work().busyProperty().get();
        save.setText(words.get(model.isSet() ? "view.schedule.change" : "view.schedule.set"));
        save.setDisable(!known || busyNow || !bad.isEmpty());
        runNow.setDisable(!model.isSet() || busyNow);
        remove.setDisable(!model.isSet() || busyNow);
        collect.setText(words.get("view.schedule.collect", model.waiting()));
        collect.setDisable(model.waiting() == 0 || busyNow);
    }

    @FXML
    void save() {
        model.save();
    }

    @FXML
    void remove() {
        model.remove();
    }

    @FXML
    void runNow() {
        model.runNow();
    }

    @FXML
    void collect() {
        model.collect();
    }

    @FXML
    void saveLaptop() {
        model.laptop().save();
    }

    @FXML
    void removeLaptop() {
        model.laptop().remove();
    }
}
