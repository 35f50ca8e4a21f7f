package app.greenroom.cli.session;

import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.Period;
import app.greenroom.domain.failure.OperationFailedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many hours, days, weeks, months and years are kept, as options; one that is not given leaves the former number. */
public final class KeepOptions {
    @Option(names = "--hourly", paramLabel = "N")
    @Nullable
    Integer hourly;

    @Option(names = "--daily", paramLabel = "N")
    @Nullable
    Integer daily;

    @Option(names = "--weekly", paramLabel = "N")
    @Nullable
    Integer weekly;

    @Option(names = "--monthly", paramLabel = "N")
    @Nullable
    Integer monthly;

    @Option(names = "--yearly", paramLabel = "N")
    @Nullable
    Integer yearly;

    /** What a command says of a number that cannot be. */
    @FunctionalInterface
    public interface Refusal {
        /**
         * The failure.
         *
         * @param option such as {@code --hourly}
         * @param wanted which numbers can be, and the one that was given
         */
        OperationFailedException of(String option, String wanted);
    }

    /**
     * The rule with the numbers that were given in place of the former ones.
     *
     * @throws OperationFailedException as the refusal says, if a number is out of range
     */
    public KeepRule rule(KeepRule former, Refusal refusal) throws OperationFailedException {
        return new KeepRule(
                number(Period.HOUR, former, refusal),
                number(Period.DAY, former, refusal),
                number(Period.WEEK, former, refusal),
                number(Period.MONTH, former, refusal),
                number(Period.YEAR, former, refusal));
    }

    private int number(Period period, KeepRule former, Refusal refusal) throws OperationFailedException {
        Integer number = given(period);
        if (number == null) {
            return former.of(period);
        }
        if (number < 0 || number > KeepRule.MOST) {
            throw refusal.of(option(period), "0 to " + KeepRule.MOST + ", not " + number);
        }
        return number;
    }

    /** The options that were given, as they are typed, each with a space before it. */
    public String typed() {
        StringBuilder typed = new StringBuilder();
        for (Period period : Period.values()) {
            Integer number = given(period);
            if (number != null) {
                typed.append(' ').append(option(period)).append(' ').append(number);
            }
        }
        return typed.toString();
    }

    private @Nullable Integer given(Period period) {
        return switch (period) {
            case HOUR -> hourly;
            case DAY -> daily;
            case WEEK -> weekly;
            case MONTH -> monthly;
            case YEAR -> yearly;
        };
    }

    private static String option(Period period) {
        return switch (period) {
            case HOUR -> "--hourly";
            case DAY -> "--daily";
            case WEEK -> "--weekly";
            case MONTH -> "--monthly";
            case YEAR -> "--yearly";
        };
    }
}
