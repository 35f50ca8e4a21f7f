package app.greenroom.viewmodel.server;

/** The steps of adding a server. */
public enum AddStep {
    /** Where it is. */
    ADDRESS,
    /** Whether it is really the user's server. */
    IDENTITY,
    /** How to sign in. */
    SIGN_IN,
    /** What was found there. */
    FOUND
}
