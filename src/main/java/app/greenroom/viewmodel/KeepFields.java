package app.greenroom.viewmodel;

import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.Period;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The numbers of a rule by which snapshots are kept, as typed. */
public final class KeepFields {
    private final Map<Period, StringProperty> numbers = new EnumMap<>(Period.class);

    /** Empty fields. */
    public KeepFields() {
        for (Period period : Period.values()) {
            numbers.put(period, new SimpleStringProperty(""));
        }
    }

    /** How many periods of a kind are kept. */
    public StringProperty of(Period period) {
        return Objects.requireNonNull(numbers.get(period), period::name);
    }

    /** All fields, shortest period first. */
    public Collection<StringProperty> all() {
        return numbers.values();
    }

    /** Fills the fields. */
    public void show(KeepRule rule) {
        numbers.forEach((period, number) -> number.set(String.valueOf(rule.of(period))));
    }

    /** The rule as it is in the fields; empty if one of them is no number that can be. */
    public Optional<KeepRule> rule() {
        try {
            return Optional.of(new KeepRule(
                    number(Period.HOUR),
                    number(Period.DAY),
                    number(Period.WEEK),
                    number(Period.MONTH),
                    number(Period.YEAR)));
        } catch (IllegalArgumentException notYet) {
            return Optional.empty(); // while somebody types; the page says what is wanted
        }
    }

    private int number(Period period) {
        return Integer.parseInt(of(period).get().strip());
    }
}
