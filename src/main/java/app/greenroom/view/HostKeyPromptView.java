package app.greenroom.view;

import app.greenroom.view.control.Children;
import app.greenroom.view.control.Sign;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.server.HostKeyPromptViewModel;
import app.greenroom.viewmodel.server.HostKeyPromptViewModel.Match;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;

/** Whether a server is the one that the user means. */
final class HostKeyPromptView {
    private static final PseudoClass SAME = PseudoClass.getPseudoClass("same");
    private static final PseudoClass DIFFERENT = PseudoClass.getPseudoClass("different");

    private final HostKeyPromptViewModel model;
    private final Words words;
    private final Runnable back;

    @FXML
    private Label title;

    @FXML
    private Label text;

    @FXML
    private Label offeredLabel;

    @FXML
    private TextField offered;

    @FXML
    private Node storedBox;

    @FXML
    private TextField stored;

    @FXML
    private Node compareBox;

    @FXML
    private TextField pasted;

    @FXML
    private Sign matchSign;

    @FXML
    private Label match;

    @FXML
    private Node known;

    @FXML
    private Button reject;

    @FXML
    private Button uncompared;

    @FXML
    private Button trust;

    @FXML
    private TextArea command;

    HostKeyPromptView(HostKeyPromptViewModel model, Words words, Runnable back) {
        this.model = model;
        this.words = words;
        this.back = back;
    }

    @FXML
    void initialize() {
        boolean changed = model.isChanged();
        String kind = changed ? "changed" : "unknown";
        title.setText(words.get("view.hostKey." + kind + ".title", model.host()));
        text.setText(words.get("view.hostKey." + kind + ".text", model.host()));
        offeredLabel.setText(words.get("view.hostKey.offered", model.type()));
        offered.setText(model.fingerprint());
        stored.setText(model.storedFingerprints().replace("\n", ", "));
        command.setText(model.command());
        show(storedBox, changed);
        show(compareBox, !changed);
        show(known, !changed && model.isKnownToOpenSsh());
        show(trust, !changed);
        show(uncompared, !changed);
        reject.setDefaultButton(changed);
        reject.setText(words.get(changed ? "view.hostKey.reject" : "view.back"));
        pasted.textProperty().bindBidirectional(model.pastedProperty());
        trust.disableProperty().bind(model.trustable().not());
        uncompared
                .disableProperty()
                .bind(Bindings.createBooleanBinding(() -> model.match().get() == Match.DIFFERENT, model.match()));
        model.match().subscribe(this::showMatch);
        Children.showWhile(
                matchSign,
                Bindings.createBooleanBinding(() -> isDecided(model.match().get()), model.match()));
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private static boolean isDecided(Match now) {
        return now == Match.SAME || now == Match.DIFFERENT;
    }

    private void showMatch(Match now) {
        pasted.pseudoClassStateChanged(SAME, now == Match.SAME);
        pasted.pseudoClassStateChanged(DIFFERENT, now == Match.DIFFERENT);
        matchSign.setTone(now == Match.SAME ? Tone.OK : Tone.PROBLEM);
        match.setText(words.get("view.hostKey.match." + now));
        match.getStyleClass().setAll("label", "match", now == Match.SAME ? "ok" : isDecided(now) ? "problem" : "muted");
    }

    @FXML
    void back() {
        back.run();
    }

    @FXML
    void trust() {
        model.trust();
    }

    @FXML
    void trustUncompared() {
        model.trustUncompared();
    }

    @FXML
    void copyCommand() {
        model.copyCommand();
    }

    @FXML
    void copyMessage() {
        model.copyMessage();
    }
}
