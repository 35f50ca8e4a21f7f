package app.greenroom.domain.instance;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where pretalx lies in the home of its user, as its documentation advised until 2024.1 ({@code pip install --user}).
 *
 * @param base such as {@code /var/pretalx/.local}; its {@code bin} holds the programs
 * @param packages folder of packages below it
 * @param python the system's interpreter that finds them
 */
public record UserSite(String base, String packages, String python) {
    private static final Pattern FORM = Pattern.compile("((/.+/\\.local)/lib/python3\\.\\d+/site-packages)/pretalx");

    /** That of an instance; empty if it is installed otherwise, or its place is not known. */
    public static Optional<UserSite> of(InstanceFacts facts) {
        if (facts.installation().layout() != Installation.Layout.PIP_USER) {
            return Optional.empty();
        }
        return facts.runtime().value().flatMap(runtime -> {
            Matcher matcher = FORM.matcher(runtime.packageDirectory());
            return matcher.matches()
                    ? Optional.of(new UserSite(matcher.group(2), matcher.group(1), runtime.base()))
                    : Optional.empty();
        });
    }
}
