package app.greenroom.domain.instance;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pretalx release: {@code YEAR.NUMBER.PATCH}, before 2023 {@code X.Y.Z}.
 *
 * @param year first part
 * @param number second part; with the first it names the feature release
 * @param patch third part, 0 for the feature release itself
 * @param suffix what follows, such as {@code .dev0} or {@code post0}; empty for a release
 */
public record PretalxVersion(int year, int number, int patch, String suffix) implements Comparable<PretalxVersion> {
    private static final Pattern FORM = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})([.a-z0-9+-]{0,40})");
    private static final Comparator<PretalxVersion> ORDER = Comparator.comparingInt(PretalxVersion::year)
            .thenComparingInt(PretalxVersion::number)
            .thenComparingInt(PretalxVersion::patch)
            .thenComparing(version -> version.suffix, PretalxVersion::compareSuffixes);

    /** Reads a version; empty if the text is none. */
    public static Optional<PretalxVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new PretalxVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                matcher.group(4)));
    }

    /**
     * Reads a version that is known to be one.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static PretalxVersion of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a version: " + text));
    }

    /** Whether both belong to the same feature release. */
    public boolean sameFeatureRelease(PretalxVersion other) {
        return year == other.year && number == other.number;
    }

    /** Whether this is a plain release: no development, pre- or post-release suffix. */
    public boolean isRelease() {
        return suffix.isEmpty();
    }

    @Override
    public int compareTo(PretalxVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return year + "." + number + "." + patch + suffix;
    }

    private static int compareSuffixes(String left, String right) {
        return Integer.compare(rank(left), rank(right)) != 0
                ? Integer.compare(rank(left), rank(right))
                : left.compareTo(right);
    }

    private static int rank(String suffix) {
        if (suffix.isEmpty()) {
            return 1;
        }
        return suffix.contains("post") ? 2 : 0;
    }
}
