package app.greenroom.viewmodel.walk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepLogTest {
    private final StepLog log = new StepLog();

    @Test
    void putsPiecesTogetherIntoLines() {
        log.append("Operations to per");
        log.append("form:\n\n  Apply");

        assertThat(log.lines()).containsExactly("Operations to perform:", "", "  Apply");
    }

    @Test
    void aCarriageReturnBeginsTheLineAnew() {
        log.append("10 %\r50 %\r100 %\r\ndone\n");

        assertThat(log.lines()).containsExactly("100 %", "done");
    }

    @Test
    void showsNoControlCharactersOfAServer() {
        log.append("\u001b[31mred\u0007\n");

        assertThat(log.lines()).containsExactly("[31mred");
    }

    @Test
    void keepsTheNewestLinesOfAFlood() {
        for (int i = 0; i < 20_000; i++) {
            log.append("line " + i + "\n");
        }

        assertThat(log.lines()).hasSizeLessThanOrEqualTo(5_000).endsWith("line 19999");
    }
}
