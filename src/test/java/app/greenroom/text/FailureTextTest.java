package app.greenroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Failures in words. */
class FailureTextTest {
    private final FailureText text = new FailureText(new Messages(Locale.ENGLISH));

    @Test
    void argumentsFillTheSentence() {
        FailureText.Words words =
                text.of(new OperationFailedException(FailureReason.COMMAND_FAILED, "detail", "pg_dump", "1"));
        assertThat(words.sentence()).isEqualTo("A command on the server failed: pg_dump ended with 1.");
    }

    @ParameterizedTest
    @EnumSource
    void noPlaceholderIsEverShown(FailureReason reason) {
        FailureText.Words words = text.of(reason, List.of());
        assertThat(words.sentence()).doesNotContain("{").endsWith(".");
        assertThat(words.advice()).doesNotContain("{").isNotBlank();
    }
}
