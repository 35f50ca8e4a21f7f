package app.greenroom.view.control;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.scene.control.TextInputControl;
import org.controlsfx.validation.Severity;
import org.controlsfx.validation.ValidationResult;
import org.controlsfx.validation.ValidationSupport;

/**
 * Marks the fields of a form whose content cannot be right, as long as it cannot; the theme draws the mark. The library's
 * own decorations are off: they would put a pane of theirs around the whole window.
 */
public final class FieldMarks {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final ValidationSupport support = new ValidationSupport();
    private final List<TextInputControl> fields = new ArrayList<>();

    /** No field yet. */
    public FieldMarks() {
        support.setErrorDecorationEnabled(false);
        support.validationResultProperty().subscribe(result -> fields.forEach(this::draw));
    }

    /**
     * Marks a field.
     *
     * @param wrong whether its content cannot be right
     * @param words what is wrong with it, also told to screen readers
     */
    public void mark(TextInputControl field, ObservableBooleanValue wrong, String words) {
        fields.add(field);
        support.registerValidator(
                field, false, (control, text) -> ValidationResult.fromErrorIf(control, words, wrong.get()));
        wrong.subscribe(is -> {
            field.setAccessibleHelp(is ? words : null);
            support.revalidate(field);
        });
        draw(field);
    }

    private void draw(TextInputControl field) {
        boolean wrong = support.getHighestMessage(field)
                .filter(message -> message.getSeverity() == Severity.ERROR)
                .isPresent();
        field.pseudoClassStateChanged(WRONG, wrong);
    }
}
