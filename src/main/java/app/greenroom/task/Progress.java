package app.greenroom.task;

/**
 * How far running work is.
 *
 * @param phase code of what is being done now, worded by the bundle under {@code progress.PHASE}
 * @param done how much is done
 * @param total how much there is; -1 if unknown
 * @param unit what is counted
 */
public record Progress(String phase, long done, long total, Unit unit) {
    /** What is counted. */
    public enum Unit {
        /** Bytes; faces show rate and time left. */
        BYTES,
        /** Things. */
        ITEMS,
        /** Nothing to count. */
        NONE
    }

    /** A phase without a count. */
    public static Progress of(String phase) {
        return new Progress(phase, 0, -1, Unit.NONE);
    }

    /** A phase counted in bytes. */
    public static Progress bytes(String phase, long done, long total) {
        return new Progress(phase, done, total, Unit.BYTES);
    }

    /** A phase counted in things. */
    public static Progress items(String phase, long done, long total) {
        return new Progress(phase, done, total, Unit.ITEMS);
    }
}
