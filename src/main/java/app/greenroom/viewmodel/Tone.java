package app.greenroom.viewmodel;

import app.greenroom.domain.instance.Severity;
import java.util.Locale;

/** What a sign or a coloured field says. Views draw each as a colour and a sign of its own. */
public enum Tone {
    /** Fine. */
    OK,
    /** Wants attention. */
    ATTENTION,
    /** A problem. */
    PROBLEM,
    /** Running now. */
    RUNNING,
    /** Worth knowing. */
    INFO,
    /** Not known. */
    UNKNOWN,
    /** Not begun. */
    WAITING,
    /** Taken back. */
    UNDONE;

    /** The tone of a severity. */
    public static Tone of(Severity severity) {
        return switch (severity) {
            case OK -> OK;
            case UNKNOWN -> UNKNOWN;
            case ATTENTION -> ATTENTION;
            case PROBLEM -> PROBLEM;
        };
    }

    /** Name for style sheets, in small letters. */
    public String style() {
        return name().toLowerCase(Locale.ROOT);
    }
}
