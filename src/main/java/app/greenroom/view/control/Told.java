package app.greenroom.view.control;

import app.greenroom.viewmodel.Outcome;
import app.greenroom.viewmodel.Words;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Pane;

/** Shows how the last action of a page ended, at the place that the page has for it. */
public final class Told {
    private Told() {}

    /**
     * Follows the outcome of a page.
     *
     * @param place shows it, and takes no room without one
     * @param dismiss takes note that it was read
     */
    public static void follow(ObservableValue<Optional<Outcome>> outcome, Pane place, Runnable dismiss, Words words) {
        outcome.subscribe(told -> {
            place.getChildren().clear();
            place.setManaged(told.isPresent());
            told.ifPresent(present -> place.getChildren()
                    .add(new OutcomePane(present.tone(), present.sentence(), present.advice(), present.details(), words)
                            .closable(dismiss)));
        });
    }
}
