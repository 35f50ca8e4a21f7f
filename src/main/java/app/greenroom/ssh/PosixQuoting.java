package app.greenroom.ssh;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Quoting of words for {@code sh}: the only place where that is done. */
public final class PosixQuoting {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+:,./-]+");

    private PosixQuoting() {}

    /**
     * The word, such that a shell reads it as exactly this one word.
     *
     * @throws IllegalArgumentException if it holds a NUL, which no argument can
     */
    public static String quote(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a NUL in a word");
        }
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** The words, each quoted, with a space between. */
    public static String join(List<String> words) {
        return words.stream().map(PosixQuoting::quote).collect(Collectors.joining(" "));
    }
}
