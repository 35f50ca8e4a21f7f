package app.greenroom.task;

/** Running work, seen from outside. */
public interface TaskHandle {
    /** Code and arguments of its title. */
    TaskTitle title();

    /** Asks it to end; returns at once. */
    void cancel();

    /** Whether it has ended, however. */
    boolean isDone();
}
