package app.greenroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes, durations and ages as people say them. */
class AmountsTest {
    private final Amounts amounts = new Amounts(new Messages(Locale.ENGLISH));

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "999, 999 bytes",
        "1000, 1 kB",
        "13891251, 14 MB",
        "1300000000, 1.3 GB",
        "999600000, 1 GB",
        "9949000, 9.9 MB",
        "9960000, 10 MB",
        "270553174016, 271 GB",
        "-1, 0 bytes",
        "9223372036854775807, '9,223 PB'"
    })
    void sizes(long bytes, String words) {
        assertThat(amounts.size(bytes)).isEqualTo(words);
    }

    @Test
    void sizesFollowTheLanguage() {
        assertThat(new Amounts(new Messages(Locale.GERMAN)).size(1_300_000_000L))
                .isEqualTo("1,3 GB");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.2S, less than a second",
        "PT1S, 1 second",
        "PT89S, 89 seconds",
        "PT3M10S, 3 minutes",
        "PT2H, 2 hours",
        "PT-2H, 2 hours",
        "P3DT2H, 3 days"
    })
    void durations(Duration duration, String words) {
        assertThat(amounts.duration(duration)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"PT21S, 0:21", "PT12M5.9S, 12:05", "PT1H2M3S, 1:02:03", "PT-5S, 0:00"})
    void clocks(Duration duration, String words) {
        assertThat(amounts.clock(duration)).isEqualTo(words);
    }

    @Test
    void ages() {
        Instant now = Instant.parse("2026-11-24T12:00:00Z");
        assertThat(amounts.age(now.minusSeconds(7200), now)).isEqualTo("2 hours ago");
        assertThat(amounts.age(now.minusSeconds(1), now)).isEqualTo("just now");
        assertThat(amounts.age(now.plusSeconds(60), now)).isEqualTo("just now");
    }

    @Test
    void rates() {
        assertThat(amounts.rate(12_400_000.4)).isEqualTo("12 MB/s");
    }
}
