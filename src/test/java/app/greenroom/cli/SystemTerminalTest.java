package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the environment says about the terminal. */
class SystemTerminalTest {
    private static SystemTerminal terminal(String... variables) {
        Map<String, String> environment = new java.util.HashMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return new SystemTerminal(environment);
    }

    @Test
    void aLineIsAsWideAsTheTerminalWithinReason() {
        assertThat(terminal("COLUMNS", "90").width()).isEqualTo(90);
        assertThat(terminal("COLUMNS", "300").width()).as("readable").isEqualTo(100);
        assertThat(terminal("COLUMNS", "12").width()).isEqualTo(40);
        assertThat(terminal("COLUMNS", "0").width()).as("does not say").isEqualTo(80);
        assertThat(terminal("COLUMNS", "wide").width()).isEqualTo(80);
        assertThat(terminal().width()).isEqualTo(80);
    }

    @Test
    void colourIsForTerminalsThatWantIt() {
        assertThat(terminal("GREENROOM_TTY", "12", "TERM", "xterm").coloured()).isTrue();
        assertThat(terminal("GREENROOM_TTY", "2", "TERM", "xterm").coloured())
                .as("output goes to a file")
                .isFalse();
        assertThat(terminal("GREENROOM_TTY", "12", "TERM", "dumb").coloured()).isFalse();
        assertThat(terminal("GREENROOM_TTY", "12").coloured()).isFalse();
        assertThat(terminal("GREENROOM_TTY", "12", "TERM", "xterm", "NO_COLOR", "1")
                        .coloured())
                .isFalse();
    }

    @Test
    void onlyATerminalHasALineToRewrite() {
        assertThat(terminal("GREENROOM_TTY", "2", "TERM", "xterm").rewritable()).isTrue();
        assertThat(terminal("GREENROOM_TTY", "01", "TERM", "xterm").rewritable())
                .isFalse();
        assertThat(terminal("GREENROOM_TTY", "", "TERM", "xterm").interactive()).isFalse();
    }
}
