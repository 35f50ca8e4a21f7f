package app.greenroom.cli.session;

import app.greenroom.domain.instance.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Prints results and notes: text wrapped to the terminal, colour only beside a sign and a word. */
public final class Output {
    private static final String RESET = "\033[0m";

    /** What a terminal would obey, our own few colours apart, and what would turn the direction of a line. */
    private static final Pattern TRICKS = Pattern.compile(
            "\033(?!\\[(?:0|1|2|31|32|33)m)|[\\p{Cc}&&[^\n\t\033]]|[\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

    private final Terminal terminal;
    private final ProgressLine progress;
    private boolean json;

    public Output(Terminal terminal, ProgressLine progress) {
        this.terminal = terminal;
        this.progress = progress;
    }

    /** With JSON, text for people is left out and the one document is all that is printed. */
    public void json(boolean wanted) {
        json = wanted;
    }

    public boolean json() {
        return json;
    }

    /** A line of the result. */
    public void line(String text) {
        if (!json) {
            raw(text);
        }
    }

    /** A text of the result, wrapped and indented; nothing if it is empty. */
    public void text(int indent, String text) {
        if (!text.isEmpty()) {
            wrap(text, terminal.width() - indent).forEach(each -> line(" ".repeat(indent) + each));
        }
    }

    /** A text whose first line begins with a label; the others are indented by {@code width}. */
    public void labelled(String label, int width, String text) {
        int shown = label.replaceAll("\033\\[[0-9;]*m", "").length();
        String begin = label + " ".repeat(Math.max(0, width - shown));
        int used = Math.max(shown, width);
        List<String> lines = wrap("-".repeat(used) + text, terminal.width());
        line(begin + lines.getFirst().substring(used));
        String rest = text.substring(lines.getFirst().length() - used).stripLeading();
        text(width, rest);
    }

    /** A line of standard output whatever the format. */
    public void raw(String text) {
        progress.clear();
        terminal.out().println(shown(text));
        terminal.out().flush();
    }

    /** A note beside the result, on the other stream. */
    public void note(String text) {
        progress.clear();
        wrap(shown(text), terminal.width()).forEach(terminal.err()::println);
        terminal.err().flush();
    }

    /** An unwrapped line beside the result. */
    public void rawNote(String text) {
        progress.clear();
        terminal.err().println(shown(text));
        terminal.err().flush();
    }

    /** A question, after which the user types in the same line. */
    public void question(String text) {
        progress.clear();
        terminal.err().print(shown(text) + " ");
        terminal.err().flush();
    }

    /** The sign of a severity; colour adds to it and replaces nothing. */
    public String sign(Severity severity) {
        return switch (severity) {
            case OK -> colour("32", "+");
            case UNKNOWN -> colour("2", "?");
            case ATTENTION -> colour("33", "!");
            case PROBLEM -> colour("31", "x");
        };
    }

    /** A heading. */
    public String bold(String text) {
        return colour("1", text);
    }

    private String colour(String code, String text) {
        return terminal.coloured() && !json ? "\033[" + code + "m" + text + RESET : text;
    }

    /** The last door before the terminal: whatever a server said in a failure, a name or a path passes here. */
    static String shown(String text) {
        return TRICKS.matcher(text).replaceAll("\uFFFD");
    }

    /** Breaks text at spaces; a word longer than a line stays whole, so that it can be copied. */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : paragraph.split(" ", -1)) {
                if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
