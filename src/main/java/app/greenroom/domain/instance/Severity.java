package app.greenroom.domain.instance;

/** How grave a finding is, from fine to grave. */
public enum Severity {
    /** Fine. */
    OK,
    /** Could not be found out; not the same as fine. */
    UNKNOWN,
    /** Wants attention, the site works. */
    ATTENTION,
    /** The site does not work, or data is in danger. */
    PROBLEM
}
