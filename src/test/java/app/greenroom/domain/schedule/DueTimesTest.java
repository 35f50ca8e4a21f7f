package app.greenroom.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table by which the program on the server goes as well. */
class DueTimesTest {
    static List<JsonNode> cases() throws IOException {
        try (InputStream table = DueTimesTest.class.getResourceAsStream("/schedule/due.json")) {
            List<JsonNode> cases = new ArrayList<>();
            new JsonMapper().readTree(Objects.requireNonNull(table)).forEach(cases::add);
            return cases;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyCaseOfTheTable(JsonNode each) {
        List<LocalTime> times = new ArrayList<>();
        each.get("times").forEach(time -> times.add(LocalTime.parse(time.stringValue())));
        DueTimes due = new DueTimes(times, ZoneId.of(each.get("zone").stringValue()));
        Instant at = Instant.parse(each.get("at").stringValue());
        assertThat(due.nextAfter(at)).isEqualTo(each.get("next").stringValue());
        assertThat(due.lastBefore(at)).isEqualTo(each.get("last").stringValue());
    }
}
