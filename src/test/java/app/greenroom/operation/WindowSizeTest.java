package app.greenroom.operation;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.operation.Preferences.WindowSize;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowSizeTest {
    @ParameterizedTest
    @CsvSource({
        "1280, 820, 1920, 1040, 1280, 820",
        "1280, 820, 683, 384, 683, 384",
        "2500, 600, 1920, 1040, 1920, 600",
        "960, 640, 100, 100, 200, 200",
    })
    void aWindowIsNoLargerThanItsScreen(
            int width, int height, double roomWidth, double roomHeight, int shownWidth, int shownHeight) {
        assertThat(new WindowSize(width, height, true).within(roomWidth, roomHeight))
                .isEqualTo(new WindowSize(shownWidth, shownHeight, true));
    }
}
