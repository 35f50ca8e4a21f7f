package app.greenroom.domain.upgrade;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Python as far as requirements tell them apart.
 *
 * @param major such as 3
 * @param minor such as 13
 */
public record PythonVersion(int major, int minor) implements Comparable<PythonVersion> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(\\D.*)?");
    private static final Comparator<PythonVersion> ORDER =
            Comparator.comparingInt(PythonVersion::major).thenComparingInt(PythonVersion::minor);

    /** Reads a version such as {@code 3.13} or {@code 3.13.5}; empty if the text is none. */
    public static Optional<PythonVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new PythonVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(PythonVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
