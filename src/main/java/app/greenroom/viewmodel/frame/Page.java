package app.greenroom.viewmodel.frame;

/** What the right side of the window shows: the name of a page; its view model belongs to the frame. */
public enum Page {
    /** There is no server yet. */
    WELCOME,
    /** One instance. */
    INSTANCE,
    /** The form that adds a server. */
    ADD_SERVER,
    /** The question whether a saved server is really the one that it was. */
    HOST_KEY,
    /** Running and ended work. */
    ACTIVITY,
    /** Preferences. */
    PREFERENCES
}
