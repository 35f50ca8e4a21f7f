package app.greenroom.app;

import app.greenroom.domain.server.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.regex.Pattern;

/**
 * The one place that keeps secrets out of logs. What this run knows as a secret is removed wherever it stands; what only
 * looks like one (passwords in addresses, {@code password=…}, private keys, tokens) is removed by its looks. Control
 * characters, by which a server's text could forge entries or play tricks on a terminal, are removed as well.
 * Thread-safe.
 */
public final class Redaction {
    private static final String STARS = "***";

    /** Shorter secrets would take pieces out of ordinary words. */
    private static final int SHORTEST = 4;

    private static final List<Rule> RULES = List.of(
            new Rule(
                    Pattern.compile(
                            "-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(-----END [A-Z0-9 ]*PRIVATE KEY-----|\\z)",
                            Pattern.DOTALL),
                    "(private key)"),
            new Rule(
                    Pattern.compile("(\\b[a-z][a-z0-9+.-]*://[^\\s/:@]*):[^\\s/]+@", Pattern.CASE_INSENSITIVE),
                    "$1:***@"),
            new Rule(
                    Pattern.compile("\\b(bearer|basic|token)(\\s+)[\\w.~+/-]{16,}=*", Pattern.CASE_INSENSITIVE),
                    "$1$2***"),
            new Rule(Pattern.compile("\\beyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*"), STARS),
            new Rule(Pattern.compile("\\b(gh[opsu]_|github_pat_|glpat-|xox[abp]-|pypi-)[\\w-]{16,}"), STARS),
            new Rule(
                    Pattern.compile(
                            "([\\w-]*(?:passwor[dt]|passwd|passphrase|pgpass|secret_?key|api_?key|access_?key|token)"
                                    + "[\\w-]*[\"']?\\s*(?:=|:(?!//))\\s*)"
                                    + "(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|[^\\s,;)}\\]]+)",
                            Pattern.CASE_INSENSITIVE),
                    "$1***"));

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069&&[^\\n\\t]]");

    private final Set<Known> known = new CopyOnWriteArraySet<>();

    /** Keeps a secret out of everything written from now on. */
    public void register(Secret secret) {
        char[] characters = secret.characters();
        if (characters.length >= SHORTEST) {
            known.add(new Known(characters));
        }
    }

    /** A text without secrets. */
    public String apply(String text) {
        String result = text;
        for (Known each : known) {
            result = result.replace(new String(each.characters), STARS);
        }
        for (Rule rule : RULES) {
            result = rule.pattern.matcher(result).replaceAll(rule.replacement);
        }
        return CONTROL.matcher(result).replaceAll("\uFFFD");
    }

    private record Rule(Pattern pattern, String replacement) {}

    /** A secret of this run; compared by its characters, which a {@link Secret} does not hash. */
    private static final class Known {
        private final char[] characters;

        Known(char[] characters) {
            this.characters = characters;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Known that && Arrays.equals(characters, that.characters);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(characters);
        }
    }
}
