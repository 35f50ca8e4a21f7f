package app.greenroom.domain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.greenroom.domain.server.MaintenanceWords.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words of a maintenance page may be. */
class MaintenanceWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", "help@example.org", "https://status.example.org/x?y=1", "http://example.org", " a.b@c.de "})
    void placesToAsk(String contact) {
        assertThat(MaintenanceWords.wrong("", "", contact, "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "https://a\" onmouseover=\"x",
                "https://kim:secret@example.org/",
                "help@example.org?subject=<b>",
                "kim",
                "//example.org",
                "mailto:help@example.org"
            })
    void whatIsNoPlaceToAsk(String contact) {
        assertThat(MaintenanceWords.wrong("", "", contact, "")).containsExactly(Field.CONTACT);
    }

    @Test
    void everyPartHasAnEnd() {
        assertThat(MaintenanceWords.wrong("x".repeat(120), "x".repeat(2_000), "", "x".repeat(80)))
                .isEmpty();
        assertThat(MaintenanceWords.wrong(
                        "x".repeat(121), "x".repeat(2_001), "https://" + "x".repeat(200), "x".repeat(81)))
                .containsExactly(Field.values());
        assertThatThrownBy(() -> new MaintenanceWords("x".repeat(121), "", "", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyTheTextHasLines() {
        assertThat(MaintenanceWords.wrong("a\nb", "a\n\nb\tc", "", "a\nb")).containsExactly(Field.TITLE, Field.UNTIL);
        assertThat(MaintenanceWords.wrong("", "a\u0000b", "", "")).containsExactly(Field.TEXT);
    }

    @Test
    void blanksAreNoWords() {
        assertThat(new MaintenanceWords(" ", "\n", "", "\t").nothing()).isTrue();
    }
}
