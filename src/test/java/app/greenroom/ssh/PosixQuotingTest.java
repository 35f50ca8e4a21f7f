package app.greenroom.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import app.greenroom.support.Programs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PosixQuotingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "plain", "it's", "'", "''", "\"", "$HOME", "`id`", "a\nb", "\n", "\\", "*", "~", "-n", "#",
                "!", "a;b", "ü 東京", "=x", "\t", "{a,b}"
            })
    void aShellReadsExactlyTheWord(String word) {
        assertThat(Programs.run("sh", "-c", "printf '<%s>' " + PosixQuoting.join(List.of(word, word))))
                .isEqualTo("<" + word + "><" + word + ">");
    }

    @Test
    void leavesPlainWordsReadable() {
        assertThat(PosixQuoting.join(List.of("tail", "-n", "20", "/var/log/a.log", "a b")))
                .isEqualTo("tail -n 20 /var/log/a.log 'a b'");
    }

    @Test
    void refusesWhatNoArgumentCanHold() {
        assertThatIllegalArgumentException().isThrownBy(() -> PosixQuoting.quote("a\0b"));
    }
}
