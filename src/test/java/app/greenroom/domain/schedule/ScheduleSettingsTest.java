package app.greenroom.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleSettingsTest {
    private static ScheduleSettings at(List<LocalTime> times) {
        return new ScheduleSettings(
                times, ZoneOffset.UTC, ScheduleSettings.USUAL_KEEP, 0, Optional.empty(), Optional.empty());
    }

    @Test
    void timesAreInOrderAndEachOnce() {
        assertThat(at(List.of(LocalTime.of(20, 0), LocalTime.of(3, 40, 12), LocalTime.of(3, 40)))
                        .times())
                .containsExactly(LocalTime.of(3, 40), LocalTime.of(20, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> at(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> at(IntStream.range(0, 25)
                        .mapToObj(minute -> LocalTime.of(1, minute))
                        .toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orga@example.org", "o.r+ga-1@mail.example.co.uk", "root@localhost"})
    void addressesOfMail(String text) {
        assertThat(ScheduleSettings.isMail(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "orga", "-orga@example.org", "a@b, c@d", "a@b\nBcc: c@d", "<a@b>", "a@-b"})
    void otherTextsAreNoAddressesOfMail(String text) {
        assertThat(ScheduleSettings.isMail(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hc.example.org/ping/1-2-3?from=talks",
                "https://example.org",
                "http://127.0.0.1:8080/x",
                "http://localhost/x"
            })
    void addressesToPing(String text) {
        assertThat(ScheduleSettings.isPing(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "http://example.org/x",
                "http://127.0.0.1.example.org/",
                "http://localhost@example.org/",
                "file:///etc/passwd",
                "https://user:password@example.org/",
                "https://example.org/a b",
                "https://example.org/\n"
            })
    void otherTextsAreNoAddressesToPing(String text) {
        assertThat(ScheduleSettings.isPing(text)).isFalse();
    }
}
