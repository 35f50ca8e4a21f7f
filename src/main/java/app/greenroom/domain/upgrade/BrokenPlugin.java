package app.greenroom.domain.upgrade;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A plugin that made a step of an upgrade fail, as the step itself said.
 *
 * @param name of its distribution
 * @param version that was tried
 * @param pretalx version of pretalx that it was tried with
 * @param complaint what was said then; may be empty
 */
public record BrokenPlugin(String name, String version, String pretalx, String complaint) {
    /** The sentence of {@code culprits.py}. */
    private static final Pattern SENTENCE = Pattern.compile(
            "The plugin ([A-Za-z0-9][A-Za-z0-9.-]{0,100}) (\\S{1,60}) does not work with pretalx (\\S{1,40}): (.*)");

    /** The plugin that a line of a step's output names; empty if it names none. */
    public static Optional<BrokenPlugin> in(String line) {
        Matcher matcher = SENTENCE.matcher(line.strip());
        return matcher.matches()
                ? Optional.of(new BrokenPlugin(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)))
                : Optional.empty();
    }
}
