package app.greenroom.ssh.jsch;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.ssh.Outcome;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes over a channel, cut into pieces of any size. */
class StreamsTest {
    private static final Duration LIMIT = Duration.ofSeconds(9);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void dropsWhatComesBeforeTheMark(int piece) {
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        AtomicInteger ends = new AtomicInteger();
        MarkedOutput output = new MarkedOutput("mark:", taken::write, ends::incrementAndGet);
        give(output::write, "Welcome! mar mark mark:data mark:more", piece);
        output.close();
        assertThat(output.begun()).isTrue();
        assertThat(output.talk()).isEqualTo("Welcome! mar mark ");
        assertThat(taken.toString(StandardCharsets.UTF_8)).isEqualTo("data mark:more");
        assertThat(ends).hasValue(1);
    }

    @Test
    void keepsOnlyTheEndOfEndlessTalk() {
        MarkedOutput output = new MarkedOutput("mark:", (buffer, offset, length) -> {}, () -> {});
        give(output::write, "x".repeat(1_000_000) + "end", 5000);
        assertThat(output.begun()).isFalse();
        assertThat(output.talk()).hasSize(1 << 16).endsWith("xend");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 6, 1000})
    void takesFramesApart(int piece) {
        List<String> seen = new ArrayList<>();
        Frames frames = new Frames(listener(seen));
        give(frames, "E\0\0\0\3oh!A\0\0\0\0X\0\0\0\6exit 0", piece);
        assertThat(seen).containsExactly("E oh!", "A ", "X exit 0");
    }

    @Test
    void tellsWhatIsNoFrame() {
        List<String> seen = new ArrayList<>();
        give(new Frames(listener(seen)), "Traceback (most recent call last)", 1000);
        assertThat(seen).containsExactly("garbled");
    }

    @Test
    void keepsTheEndOfAStream() {
        Tail tail = new Tail(4);
        give(tail::add, "ab", 1);
        assertThat(tail.text()).isEqualTo("ab");
        give(tail::add, "cde", 2);
        assertThat(tail.text()).isEqualTo("bcde");
        give(tail::add, "0123456789", 10);
        assertThat(tail.text()).isEqualTo("6789");
    }

    @ParameterizedTest
    @CsvSource({
        "exit 3 10, 10, true, Exited[status=3]",
        "exit 0 10, 9, true, Lost[]",
        "exit 0 10, 9, false, TimedOut[limit=PT9S]",
        "signal KILL 0, 0, true, Signalled[name=KILL]",
        "limit - 5, 5, true, TimedOut[limit=PT9S]",
        "unended - 5, 5, true, Lost[]",
        "nonsense, 5, true, Lost[]",
        "exit 0 many, 5, true, Lost[]",
        "exit 99999999999 5, 5, true, Lost[]",
        "exit -1 5, 5, true, Lost[]",
    })
    void believesAnEndOnlyWithAllItsOutput(String end, long received, boolean inTime, String outcome) {
        assertThat(answer(Optional.of(end), received, inTime).framed(LIMIT)).hasToString(outcome);
    }

    @Test
    void doesNotInventAnEnd() {
        assertThat(answer(Optional.empty(), 0, true).framed(LIMIT)).isEqualTo(new Outcome.Lost());
        assertThat(answer(Optional.empty(), 0, false).framed(LIMIT)).isEqualTo(new Outcome.TimedOut(LIMIT));
    }

    private static Answer answer(Optional<String> end, long received, boolean inTime) {
        return new Answer(end, received, inTime, true, -1, Optional.empty(), "", "");
    }

    private static Frames.Listener listener(List<String> seen) {
        return new Frames.Listener() {
            @Override
            public void frame(char kind, byte[] data) {
                seen.add(kind + " " + new String(data, StandardCharsets.UTF_8));
            }

            @Override
            public void garbled() {
                seen.add("garbled");
            }
        };
    }

    private static void give(MarkedOutput.Taker taker, String text, int piece) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += piece) {
            taker.take(bytes, at, Math.min(piece, bytes.length - at));
        }
    }
}
