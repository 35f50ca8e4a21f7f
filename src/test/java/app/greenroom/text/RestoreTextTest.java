package app.greenroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.restore.RestoreNote;
import app.greenroom.domain.restore.RestoreNote.Code;
import app.greenroom.domain.restore.RestorePart;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.util.EnumSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a plan to restore says, in words. */
class RestoreTextTest {
    private final RestoreText text = new RestoreText(new Messages(Locale.ENGLISH));

    @ParameterizedTest
    @EnumSource(Code.class)
    void everyNoteHasWordsAlsoWhereNothingMoreIsKnown(Code code) {
        RestoreNote note = RestoreNote.of(code, Level.BLOCKER);
        assertThat(text.sentence(note)).isNotBlank().doesNotContain("{");
        assertThat(text.advice(note)).doesNotContain("{");
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void everyLevelHasAName(Level level) {
        assertThat(text.level(level)).isNotBlank();
    }

    @Test
    void partsSizesAndAgesAreSaidInWords() {
        assertThat(text.parts(EnumSet.allOf(RestorePart.class)))
                .isEqualTo("database, uploaded files, secret, configuration");
        assertThat(text.sentence(RestoreNote.of(Code.PART_MISSING, Level.BLOCKER, "SECRET")))
                .isEqualTo("The snapshot does not hold this part: secret.");
        assertThat(text.sentence(RestoreNote.of(Code.DISK_SPACE, Level.BLOCKER, "/var", "2500000000", "12000000")))
                .isEqualTo("At /var the restore needs 2.5 GB, and only 12 MB are free.");
        assertThat(text.sentence(RestoreNote.of(Code.NEWER_DATA, Level.WARNING, "7200")))
                .isEqualTo(
                        "What was entered since the snapshot was taken, 2 hours ago, is not on the site afterwards.");
    }
}
