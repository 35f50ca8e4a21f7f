package app.greenroom.domain.backup;

/**
 * How many snapshots are kept: the newest one of each of the last so many hours, days, weeks, months and years
 * <em>of which there are snapshots</em>. Periods without a snapshot are not counted, so that a pause in taking snapshots
 * costs none of the old ones.
 *
 * @param hourly number of hours, 0 to {@value #MOST}; 0 keeps none for this reason
 * @param daily number of days, likewise
 * @param weekly number of weeks, likewise
 * @param monthly number of months, likewise
 * @param yearly number of years, likewise
 */
public record KeepRule(int hourly, int daily, int weekly, int monthly, int yearly) {
    /** Most periods of one kind. */
    public static final int MOST = 10_000;

    /** What is proposed before anybody chose: a day of hours, two weeks of days, two months of weeks, a year, and more. */
    public static final KeepRule USUAL = new KeepRule(24, 14, 8, 12, 10);

    /** Checks the ranges. */
    public KeepRule {
        for (int number : new int[] {hourly, daily, weekly, monthly, yearly}) {
            if (number < 0 || number > MOST) {
                throw new IllegalArgumentException("keep " + number);
            }
        }
    }

    /** How many periods of a kind. */
    public int of(Period period) {
        return switch (period) {
            case HOUR -> hourly;
            case DAY -> daily;
            case WEEK -> weekly;
            case MONTH -> monthly;
            case YEAR -> yearly;
        };
    }
}
