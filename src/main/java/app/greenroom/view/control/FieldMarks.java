package app.greenroom.view.control;

import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.TextInputControl;
import org.controlsfx.validation.ValidationResult;
import org.controlsfx.validation.ValidationSupport;
import org.controlsfx.validation.decoration.StyleClassValidationDecoration;

/** Marks the fields of a form whose content cannot be right, as long as it cannot; the theme draws the mark. */
public final class FieldMarks {
    private final ValidationSupport support = new ValidationSupport();

    /** No field yet. */
    public FieldMarks() {
        support.setValidationDecorator(new StyleClassValidationDecoration("wrong-field", "doubtful-field"));
    }

    /**
     * Marks a field.
     *
     * @param wrong whether its content cannot be right
     * @param words what is wrong with it, also told to screen readers
     */
    public void mark(TextInputControl field, ObservableBooleanValue wrong, String words) {
        support.registerValidator(
                field, false, (control, text) -> ValidationResult.fromErrorIf(control, words, wrong.get()));
        wrong.subscribe(is -> {
            field.setAccessibleHelp(is ? words : null);
            support.revalidate(field);
        });
    }
}
