package app.greenroom.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a text what says whose server it is about: addresses of people and machines, given names, and whatever
 * follows a word such as "password". Made for reports that are shown to strangers; what is left is to be read before.
 */
public final class Redacting {
    private static final Pattern LOGIN = Pattern.compile("://[^\\s/@]+@");
    private static final Pattern MAIL = Pattern.compile("[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}.-]+\\.\\p{L}{2,}");
    private static final Pattern SECRET = Pattern.compile(
            "((?:password|passwd|passphrase|secret|token|api[_-]?key)\\w*\"?'?\\s*[=:]\\s*)\\S+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern IP4 = Pattern.compile("(?<![\\d.])(?!127\\.)(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\d.])");
    private static final Pattern IP6 =
            Pattern.compile("(?<![\\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{0,4}(?![\\w:])", Pattern.CASE_INSENSITIVE);
    private static final int SHORTEST_NAME = 3;

    private final List<String> names;

    /**
     * Takes out these names, too.
     *
     * @param names of servers, accounts, people; those shorter than three letters would be found everywhere and stay
     */
    public Redacting(Collection<String> names) {
        this.names = names.stream()
                .filter(name -> name.length() >= SHORTEST_NAME)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The text without them. */
    public String apply(String text) {
        String left = LOGIN.matcher(text).replaceAll("://[login]@");
        left = MAIL.matcher(left).replaceAll("[e-mail]");
        left = SECRET.matcher(left).replaceAll(found -> Matcher.quoteReplacement(found.group(1)) + "[secret]");
        left = IP4.matcher(left).replaceAll("[address]");
        left = IP6.matcher(left).replaceAll("[address]");
        for (String name : names) {
            left = Pattern.compile(
                            "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
                            Pattern.CASE_INSENSITIVE)
                    .matcher(left)
                    .replaceAll("[name]");
        }
        return left;
    }
}
