package app.greenroom.domain.job;

/**
 * Name of a job and of its folder on the server.
 *
 * @param text {@code [a-z0-9][a-z0-9-]*}, at most 60 characters
 */
public record JobId(String text) implements Comparable<JobId> {
    /** Checks the form. */
    public JobId {
        if (!text.matches("[a-z0-9][a-z0-9-]{0,59}")) {
            throw new IllegalArgumentException("not a job: " + text);
        }
    }

    @Override
    public int compareTo(JobId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
