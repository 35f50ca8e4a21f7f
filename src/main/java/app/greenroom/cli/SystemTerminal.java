package app.greenroom.cli;

import app.greenroom.cli.session.Terminal;
import app.greenroom.domain.server.Secret;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The streams of this process. */
public final class SystemTerminal implements Terminal {
    private static final int USUAL_WIDTH = 80;
    private static final int LEAST_WIDTH = 40;
    private static final int READABLE_WIDTH = 100;
    private static final int LONGEST_LINE = 64 * 1024;

    private final @Nullable Console console;
    private final Map<String, String> environment;
    private volatile boolean waiting;

    /**
     * The terminal of this process.
     *
     * @param environment {@code NO_COLOR} and {@code TERM} as usual; the start script says in {@code GREENROOM_TTY} which
     *     of the streams 0, 1, 2 are terminals, and in {@code COLUMNS} how wide
     */
    public SystemTerminal(Map<String, String> environment) {
        this.console = System.console();
        this.environment = environment;
    }

    @Override
    public PrintStream out() {
        return System.out;
    }

    @Override
    public PrintStream err() {
        return System.err;
    }

    @Override
    public boolean interactive() {
        return console != null && isTerminal('0') && isTerminal('2');
    }

    @Override
    public boolean coloured() {
        return isTerminal('1')
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    @Override
    public boolean rewritable() {
        return isTerminal('2') && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    /** Without the start script, Java knows only whether input and output both are terminals. */
    private boolean isTerminal(char stream) {
        String said = environment.get("GREENROOM_TTY");
        return said == null ? console != null : said.indexOf(stream) >= 0;
    }

    @Override
    public int width() {
        String columns = environment.getOrDefault("COLUMNS", "");
        int width = columns.matches("\\d{1,4}") ? Integer.parseInt(columns) : 0;
        if (width == 0) {
            // nobody knows, or a terminal that does not say
            return USUAL_WIDTH;
        }
        return Math.clamp(width, LEAST_WIDTH, READABLE_WIDTH);
    }

    /** Whether a person is being waited for, which nothing but the end of the program can interrupt. */
    public boolean waiting() {
        return waiting;
    }

    @Override
    public Optional<String> ask() {
        waiting = true;
        try {
            return Optional.ofNullable(console).map(Console::readLine);
        } finally {
            waiting = false;
        }
    }

    @Override
    public Optional<Secret> askSecret() {
        waiting = true;
        char[] typed = console == null ? null : console.readPassword();
        waiting = false;
        if (typed == null) {
            return Optional.empty();
        }
        Secret secret = Secret.of(typed);
        Arrays.fill(typed, ' ');
        return Optional.of(secret);
    }

    @Override
    public Optional<String> inputLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = System.in.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n' && line.size() < LONGEST_LINE) {
            line.write(next);
            next = System.in.read();
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
