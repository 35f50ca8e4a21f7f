package app.greenroom.domain.backup;

import java.time.Instant;

/**
 * The wish that a snapshot never goes.
 *
 * @param note why, in the user's words; may be empty, at most {@value #LONGEST} characters
 * @param since when it was wished
 */
public record Pin(String note, Instant since) {
    /** Most characters of a note. */
    public static final int LONGEST = 500;

    /** Checks the length. */
    public Pin {
        if (note.length() > LONGEST) {
            throw new IllegalArgumentException("a note of more than " + LONGEST + " characters");
        }
    }
}
