package app.greenroom.domain.restore;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What of a snapshot can be brought back by itself. */
public enum RestorePart {
    /** The database. */
    DATABASE,
    /** The uploaded files. */
    MEDIA,
    /** The {@code .secret} file, which signs sessions and links. */
    SECRET,
    /** Configuration, units, schedules and web server site, as far as they differ from what the server has. */
    CONFIGURATION;

    /** Its word on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The part of a word; empty if it is none. */
    public static Optional<RestorePart> ofWord(String word) {
        return Arrays.stream(values()).filter(part -> part.word().equals(word)).findFirst();
    }
}
