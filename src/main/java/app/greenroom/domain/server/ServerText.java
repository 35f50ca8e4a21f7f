package app.greenroom.domain.server;

import java.util.regex.Pattern;

/**
 * Text that a server or a file from one said, made fit to be shown. A terminal obeys control characters, and marks of
 * direction make a line read otherwise than it is; each becomes U+FFFD, so that one sees that something was there.
 */
public final class ServerText {
    private static final String TRICKS = "\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069";
    private static final Pattern IN_A_LINE = Pattern.compile("[" + TRICKS + "]");
    private static final Pattern IN_LINES = Pattern.compile("[" + TRICKS + "&&[^\n\t]]");

    private ServerText() {}

    /** A text that stays one line. */
    public static String line(String text) {
        return IN_A_LINE.matcher(text).replaceAll("\uFFFD");
    }

    /** A text of several lines: ends of lines and tabs stay. */
    public static String lines(String text) {
        return IN_LINES.matcher(text).replaceAll("\uFFFD");
    }
}
