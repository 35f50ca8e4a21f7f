package app.greenroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.server.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not reach a log, and what must. */
class RedactionTest {
    private final Redaction redaction = new Redaction();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "postgresql://pretalx:hunter2@db/x | postgresql://pretalx:***@db/x",
                "at redis://:hunter2@127.0.0.1:6379/0 | at redis://:***@127.0.0.1:6379/0",
                "https://u:p@ss@h/ | https://u:***@h/",
                "password=hunter2 user=x | password=*** user=x",
                "PASSWORD: hunter2 | PASSWORD: ***",
                "\"password\": \"hun\\\"ter2\", \"user\": 1 | \"password\": ***, \"user\": 1",
                "EMAIL_HOST_PASSWORD='hunter 2' rest | EMAIL_HOST_PASSWORD=*** rest",
                "PGPASSWORD=hunter2 pg_dump | PGPASSWORD=*** pg_dump",
                "{api_key=hunter2, x=1} | {api_key=***, x=1}",
                "SECRET_KEY = hunter2 | SECRET_KEY = ***",
                "access-token=hunter2 | access-token=***",
                "Authorization: Bearer abcdefghijklmnop1234 | Authorization: Bearer ***",
                "Authorization: Token 0123456789abcdef0123 | Authorization: Token ***",
                "ghp_abcdefghijklmnopqrst | ***",
                "eyJhbGciOiJIUzI1.eyJzdWIiOiIx.abc_def | ***",
            })
    void whatLooksLikeASecretIsRemoved(String text, String redacted) {
        assertThat(redaction.apply(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "signed in to talks as orga, elevation SUDO_PASSWORD",
                "SECRET_MISSING: password",
                "https://talks.example.org:8443/path@2x.png",
                "the passphrase is another one",
                "/home/o/.ssh/id_ed25519: 22",
                "snapshot 2026-11-24T02-03-04Z-l of talks/pretalx",
            })
    void ordinaryWordsStay(String text) {
        assertThat(redaction.apply(text)).isEqualTo(text);
    }

    @Test
    void privateKeysAreRemovedEvenWhenCutOff() {
        String key = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\nAAAA\n";
        assertThat(redaction.apply("a " + key + "-----END OPENSSH PRIVATE KEY----- b"))
                .isEqualTo("a (private key) b");
        assertThat(redaction.apply("a " + key)).isEqualTo("a (private key)");
    }

    @Test
    void whatThisRunKnowsIsRemovedWhereverItStands() {
        assertThat(redaction.apply("my s3cr$t word")).isEqualTo("my s3cr$t word");
        redaction.register(Secret.of("s3cr$t"));
        redaction.register(Secret.of("s3cr$t"));
        redaction.register(Secret.of("a"));
        assertThat(redaction.apply("my s3cr$t word, xs3cr$ty")).isEqualTo("my *** word, x***y");
    }

    @Test
    void noControlCharacterStays() {
        assertThat(redaction.apply("a\u001b[31m\r\u0007b\tc\nd\u202e"))
                .isEqualTo("a\uFFFD[31m\uFFFD\uFFFDb\tc\nd\uFFFD");
    }
}
