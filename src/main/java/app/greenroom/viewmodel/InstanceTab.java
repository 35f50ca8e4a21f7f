package app.greenroom.viewmodel;

/** The pages of one instance. */
public enum InstanceTab {
    /** What is the case and what to do. */
    HEALTH,
    /** Snapshots. */
    BACKUPS,
    /** Plan and walk of an upgrade. */
    UPGRADE,
    /** Updates of the server's system, and what is missing there. */
    SYSTEM,
    /** What was done, and the way back. */
    HISTORY,
    /** Address, trust, secrets, removal. */
    SETTINGS
}
