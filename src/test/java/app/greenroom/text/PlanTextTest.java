package app.greenroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.Installation;
import app.greenroom.domain.upgrade.PreflightNote;
import app.greenroom.domain.upgrade.PreflightNote.Code;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Notes of a preflight in words. */
class PlanTextTest {
    private final PlanText text = new PlanText(new Messages(Locale.ENGLISH));

    @ParameterizedTest
    @EnumSource(Code.class)
    void everyNoteHasWordsAlsoWhereNothingMoreIsKnown(Code code) {
        PreflightNote note = PreflightNote.of(code, Level.BLOCKER);
        assertThat(text.sentence(note)).isNotBlank().doesNotContain("{");
        assertThat(text.advice(note)).isNotNull().doesNotContain("{");
    }

    @ParameterizedTest
    @EnumSource(Installation.Layout.class)
    void everyLayoutThatIsNotUpgradedSaysWhy(Installation.Layout layout) {
        PreflightNote note = PreflightNote.of(Code.LAYOUT, Level.BLOCKER, layout.name());
        assertThat(text.sentence(note))
                .endsWith("is not upgraded by Greenroom.")
                .doesNotContain(layout.name() + " is");
        assertThat(text.advice(note)).startsWith("Health and backups work. ").doesNotContain("unknown");
    }

    @Test
    void whatCouldNotBeCheckedIsNamedInWords() {
        for (String what : List.of("rows", "tables", "owners", "check", "plugins")) {
            assertThat(text.sentence(PreflightNote.of(Code.NOT_CHECKED, Level.WARNING, what, "no time")))
                    .matches("Not checked beforehand: .{8,} \\(no time\\)\\.");
        }
        assertThat(text.sentence(PreflightNote.of(Code.CLOCK_OFF, Level.WARNING, "180")))
                .isEqualTo("The clock of the server and that of this computer differ by 3 minutes.");
    }

    @Test
    void sizesAndActionsAreSaidInWords() {
        assertThat(text.sentence(PreflightNote.of(Code.DISK_SPACE, Level.BLOCKER, "/var", "2500000000", "12000000")))
                .isEqualTo("At /var the upgrade needs 2.5 GB, and only 12 MB are free.");
        assertThat(text.sentence(PreflightNote.of(Code.REQUIRED_ACTION, Level.INFO, "2026.2.1", "2026.2.redis")))
                .startsWith("pretalx 2026.2.1: redis and a celery worker are required");
        assertThat(text.sentence(PreflightNote.of(Code.REQUIRED_ACTION, Level.INFO, "2027.1.0", "ask Kim")))
                .isEqualTo("pretalx 2027.1.0: ask Kim");
    }
}
