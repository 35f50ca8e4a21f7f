package app.greenroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a report must not tell strangers, and what it must still tell. */
class RedactingTest {
    private final Redacting redacting = new Redacting(List.of("talks", "talks.example.org", "ada", "a"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "duplicate key (email)=(Ada.L+x@mail.example.org) | duplicate key (email)=([e-mail])",
                "redis://:pass@127.0.0.1/1 | redis://[login]@127.0.0.1/1",
                "password = hunter2 | password = [secret]",
                "EMAIL_HOST_PASSWORD: 'x y | EMAIL_HOST_PASSWORD: [secret] y",
                "connect to 203.0.113.7:5432 | connect to [address]:5432",
                "from 2001:db8:1:2::5 | from 2001:db8:1:2::5",
                "from 2001:db8:0:0:0:0:0:5 | from [address]",
                "GET https://talks.example.org/x by Ada | GET https://[name]/x by [name]",
                "adapter of adagio | adapter of adagio",
                "pretalx 2025.2.2 and pip 26.0.1 at 12:05:00 | pretalx 2025.2.2 and pip 26.0.1 at 12:05:00",
                "a /var/pretalx/venvs | a /var/pretalx/venvs"
            })
    void takesOutWhatNamesPeopleAndMachines(String text, String left) {
        assertThat(redacting.apply(text)).isEqualTo(left);
    }
}
