package app.greenroom.operation.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The readable text of a page of the web: no markup, no scripts, no navigation, no control characters; bounded. A page is
 * untrusted input: what is not understood is left out.
 */
final class HtmlText {
    private static final int MOST_LINES = 200;
    private static final int LONGEST_LINE = 600;
    private static final int LONGEST_ENTITY = 10;

    private static final Set<String> LEFT_OUT = Set.of(
            "script",
            "style",
            "head",
            "nav",
            "header",
            "footer",
            "svg",
            "form",
            "template",
            "noscript",
            "aside",
            "button");

    private static final Set<String> LINES = Set.of(
            "p",
            "div",
            "li",
            "ul",
            "ol",
            "dl",
            "dt",
            "dd",
            "br",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "section",
            "article",
            "main",
            "table",
            "tr",
            "pre",
            "blockquote",
            "hr");

    private static final Map<String, String> ENTITIES = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", " "),
            Map.entry("hellip", "…"),
            Map.entry("mdash", "—"),
            Map.entry("ndash", "–"),
            Map.entry("rsquo", "’"),
            Map.entry("lsquo", "‘"),
            Map.entry("rdquo", "”"),
            Map.entry("ldquo", "“"),
            Map.entry("rarr", "→"));

    private final String html;
    private final String lower;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int at;

    private HtmlText(String html) {
        this.html = html;
        this.lower = html.toLowerCase(Locale.ROOT);
    }

    /** The lines of a page, of its main part where it marks one; items of lists begin with a bullet. */
    static List<String> of(String html) {
        HtmlText text = new HtmlText(part(html));
        text.read();
        return List.copyOf(text.lines);
    }

    /** What lies between the marks of the main part. */
    private static String part(String html) {
        String lower = html.toLowerCase(Locale.ROOT);
        for (String name : List.of("article", "main")) {
            int begin = lower.indexOf("<" + name);
            int end = lower.lastIndexOf("</" + name);
            if (begin >= 0 && end > begin) {
                return html.substring(begin, end);
            }
        }
        return html;
    }

    private void read() {
        while (at < html.length() && lines.size() < MOST_LINES) {
            char next = html.charAt(at);
            if (next == '<' && at + 1 < html.length() && begins(html.charAt(at + 1))) {
                tag();
            } else if (next == '&') {
                entity();
            } else {
                append(next);
                at++;
            }
        }
        endLine();
    }

    private static boolean begins(char letter) {
        return Character.isLetter(letter) || letter == '/' || letter == '!' || letter == '?';
    }

    private void tag() {
        if (html.startsWith("<!--", at)) {
            skipTo("-->");
            return;
        }
        int name = html.charAt(at + 1) == '/' ? at + 2 : at + 1;
        int end = name;
        while (end < html.length() && Character.isLetterOrDigit(html.charAt(end))) {
            end++;
        }
        String tag = lower.substring(name, end);
        boolean opens = name == at + 1;
        at = end;
        skipAttributes();
        if (opens && LEFT_OUT.contains(tag)) {
            skipTo("</" + tag);
            skipAttributes();
        } else if (LINES.contains(tag)) {
            endLine();
            if (opens && tag.equals("li")) {
                line.append("• ");
            }
        }
    }

    private void skipTo(String mark) {
        int found = lower.indexOf(mark, at);
        at = found < 0 ? html.length() : found + mark.length();
    }

    /** To the end of a tag; a value in quotes can hold the sign that ends one. */
    private void skipAttributes() {
        char quote = 0;
        while (at < html.length()) {
            char next = html.charAt(at++);
            if (quote != 0) {
                quote = next == quote ? 0 : quote;
            } else if (next == '"' || next == '\'') {
                quote = next;
            } else if (next == '>') {
                return;
            }
        }
    }

    private void entity() {
        int end = html.indexOf(';', at);
        String name = end > at && end - at <= LONGEST_ENTITY ? html.substring(at + 1, end) : "";
        String said = name.startsWith("#") ? numbered(name.substring(1)) : ENTITIES.getOrDefault(name, "");
        if (said.isEmpty()) {
            append('&');
            at++;
            return;
        }
        said.chars().forEach(each -> append((char) each));
        at = end + 1;
    }

    private static String numbered(String digits) {
        boolean hexadecimal = digits.startsWith("x") || digits.startsWith("X");
        String number = hexadecimal ? digits.substring(1) : digits;
        if (!number.matches(hexadecimal ? "[0-9a-fA-F]{1,6}" : "[0-9]{1,7}")) {
            return "";
        }
        int point = Integer.parseInt(number, hexadecimal ? 16 : 10);
        return Character.isValidCodePoint(point) ? Character.toString(point) : "";
    }

    private void append(char next) {
        if (Character.isWhitespace(next) || next == '\u00a0') {
            if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        } else if (visible(next) && line.length() < LONGEST_LINE) {
            line.append(next);
        }
    }

    /** Neither a control character nor one that turns the direction of text or hides in it. */
    private static boolean visible(char letter) {
        int type = Character.getType(letter);
        return type != Character.CONTROL && type != Character.FORMAT && type != Character.PRIVATE_USE;
    }

    private void endLine() {
        String said = line.toString().strip();
        line.setLength(0);
        if (!said.isEmpty() && !said.equals("•")) {
            lines.add(said);
        }
    }
}
