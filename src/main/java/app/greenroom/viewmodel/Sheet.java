package app.greenroom.viewmodel;

/** A page that takes the place of another one, such as the list of snapshots, until it is closed. */
public interface Sheet {
    /** What it is, in a few words. */
    String title();

    /** Whether the same one is shown again when it is opened the next time. */
    default boolean lasting() {
        return false;
    }

    /** Reads what it shows; called each time it is opened, on the UI thread. */
    void opened();
}
