package app.greenroom.domain.instance;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.InstanceFacts.DatabaseState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseStateTest {
    @ParameterizedTest
    @CsvSource({
        "17.6, 17",
        "9, 9",
        "17.6 (Debian 17.6-1), 17",
        "'', 0",
        "beta, 0",
        "99999999999.1, 0",
        "'17\nbeta', 17",
    })
    void itsMajorVersionIsTheFirstNumberWhateverAServerSays(String version, int major) {
        assertThat(new DatabaseState(version, 0, 0, false, false).major()).isEqualTo(major);
    }
}
