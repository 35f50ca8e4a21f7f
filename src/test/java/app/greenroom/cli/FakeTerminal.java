package app.greenroom.cli;

import app.greenroom.cli.session.Terminal;
import app.greenroom.domain.server.Secret;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A terminal in memory. Standard error appears in the transcript after {@code 2> }, what a person types in brackets. */
final class FakeTerminal implements Terminal {
    private final List<String> transcript = new ArrayList<>();
    private final LineStream out = new LineStream("");
    private final LineStream err = new LineStream("2> ");
    private final Deque<String> typed = new ArrayDeque<>();
    private final Deque<String> input = new ArrayDeque<>();
    private boolean interactive;
    private boolean coloured;
    private boolean rewritable;

    /** A person sits there and answers with these lines, then gives up. */
    FakeTerminal typing(String... answers) {
        interactive = true;
        typed.addAll(Arrays.asList(answers));
        return this;
    }

    /** Standard input holds these lines. */
    FakeTerminal input(String... lines) {
        input.addAll(Arrays.asList(lines));
        return this;
    }

    FakeTerminal withColour() {
        coloured = true;
        return this;
    }

    FakeTerminal withRewriting() {
        rewritable = true;
        return this;
    }

    /** Everything printed, line by line, in order. */
    String transcript() {
        out.end();
        err.end();
        return String.join("\n", transcript) + "\n";
    }

    /** What was printed as result. */
    String result() {
        return out.all.toString(StandardCharsets.UTF_8);
    }

    /** What was printed beside it. */
    String notes() {
        return err.all.toString(StandardCharsets.UTF_8);
    }

    /** Lines of input that nobody has read. */
    List<String> unread() {
        return List.copyOf(input);
    }

    @Override
    public PrintStream out() {
        return out.stream;
    }

    @Override
    public PrintStream err() {
        return err.stream;
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    @Override
    public boolean coloured() {
        return coloured;
    }

    @Override
    public boolean rewritable() {
        return rewritable;
    }

    @Override
    public int width() {
        return 80;
    }

    @Override
    public Optional<String> ask() {
        return answer(false);
    }

    @Override
    public Optional<Secret> askSecret() {
        return answer(true).map(Secret::of);
    }

    private Optional<String> answer(boolean secret) {
        if (!interactive) {
            throw new AssertionError("waits for input without a terminal");
        }
        Optional<String> answer = Optional.ofNullable(typed.poll());
        err.stream.println("[" + answer.map(text -> secret ? "secret" : text).orElse("gives up") + "]");
        return answer;
    }

    @Override
    public Optional<String> inputLine() {
        return Optional.ofNullable(input.poll());
    }

    private final class LineStream extends OutputStream {
        private final String prefix;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();
        private final PrintStream stream = new PrintStream(this, true, StandardCharsets.UTF_8);

        LineStream(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public synchronized void write(int value) {
            all.write(value);
            if (value == '\n') {
                transcript.add((prefix + line.toString(StandardCharsets.UTF_8)).stripTrailing());
                line.reset();
            } else {
                line.write(value);
            }
        }

        void end() {
            if (line.size() > 0) {
                write('\n');
            }
        }
    }
}
