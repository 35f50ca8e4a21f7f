package app.greenroom.viewmodel;

/** How the window looks. */
public enum ThemeChoice {
    /** As the operating system is set. */
    SYSTEM,
    /** Light. */
    LIGHT,
    /** Dark. */
    DARK
}
