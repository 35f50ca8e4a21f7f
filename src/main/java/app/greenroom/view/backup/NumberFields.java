package app.greenroom.view.backup;

import app.greenroom.domain.backup.Period;
import app.greenroom.viewmodel.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

/** One small field for each kind of period: how many of them are kept. */
final class NumberFields {
    private static final int COLUMNS = 5;

    private NumberFields() {}

    static void fill(Pane place, Function<Period, StringProperty> number, Words words) {
        List<Node> fields = new ArrayList<>();
        for (Period period : Period.values()) {
            TextField field = new TextField();
            field.setId("keep" + period.name().charAt(0)
                    + period.name().substring(1).toLowerCase(Locale.ROOT));
            field.setPrefColumnCount(COLUMNS);
            field.textProperty().bindBidirectional(number.apply(period));
            Label label = new Label(words.get("view.retention.period." + period));
            label.getStyleClass().add("note");
            label.setLabelFor(field);
            fields.add(new VBox(3, label, field));
        }
        place.getChildren().setAll(fields);
    }
}
