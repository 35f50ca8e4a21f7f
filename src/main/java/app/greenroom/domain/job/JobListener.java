package app.greenroom.domain.job;

/** Is told what happens in a job that is being followed, in order, on the follower's thread. */
public interface JobListener {
    /** A journal line, each exactly once. */
    void event(JobEvent event);

    /**
     * Output of a step, run, check and undo alike, in pieces, each exactly once and before the event that ends it. Of
     * more than about 50 MB the middle is left out, marked by {@code [...]}.
     *
     * @param step index of the step; -1 for the gate
     * @param text decoded leniently from UTF-8; may end in the middle of a line
     */
    void output(int step, String text);

    /**
     * The connection to the server was lost or is back; the job goes on on the server either way.
     *
     * @param connected whether it is back
     */
    void connection(boolean connected);
}
