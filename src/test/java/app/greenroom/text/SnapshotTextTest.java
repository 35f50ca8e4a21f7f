package app.greenroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.SnapshotSummary.Condition;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.backup.VerifyReport.Kind;
import app.greenroom.domain.backup.VerifyReport.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotTextTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final SnapshotId ID = new SnapshotId("2026-11-24T02-03-04Z-l");

    private final SnapshotText text = new SnapshotText(new Messages(Locale.ENGLISH));

    @ParameterizedTest
    @EnumSource
    void everyProblemHasWordsThatNameTheFile(Kind kind) {
        assertThat(text.problem(new Problem("media/a{1} b.png", kind, "detail")))
                .contains("media/a{1} b.png")
                .doesNotContain("detail");
    }

    @ParameterizedTest
    @EnumSource
    void everyConditionHasWords(Condition condition) {
        assertThat(text.standing(summary(condition, Optional.empty(), 0), NOW)).isNotBlank();
    }

    @Test
    void saysWhenASnapshotWasVerified() {
        assertThat(text.standing(summary(Condition.WHOLE, Optional.of(NOW.minus(Duration.ofHours(3))), 0), NOW))
                .isEqualTo("Verified 3 hours ago");
    }

    @Test
    void damageOutweighsAnEarlierVerification() {
        assertThat(text.standing(summary(Condition.WHOLE, Optional.of(NOW), 2), NOW))
                .isEqualTo("2 damaged files");
    }

    @Test
    void wordsTheReport() {
        assertThat(text.report(new VerifyReport(ID, NOW, 1, 2_000_000, List.of())))
                .isEqualTo("The file is as when the snapshot was taken (2 MB read)");
        assertThat(text.report(new VerifyReport(ID, NOW, 1, 2, List.of(new Problem("x", Kind.SIZE, "")))))
                .isEqualTo("1 thing is not as when the snapshot was taken");
    }

    private static SnapshotSummary summary(Condition condition, Optional<Instant> verified, int damaged) {
        return new SnapshotSummary(ID, "/library", condition, Optional.empty(), verified, damaged);
    }
}
