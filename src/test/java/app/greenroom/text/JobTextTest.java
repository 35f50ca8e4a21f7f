package app.greenroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobEvent.Kind;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobPlan.Title;
import app.greenroom.domain.job.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every state and every event has words. */
class JobTextTest {
    private final JobText text = new JobText(new Messages(Locale.ENGLISH));

    @ParameterizedTest
    @EnumSource
    void everyStateHasAWordAndAnAdvice(JobState state) {
        assertThat(text.state(state)).isNotBlank();
        assertThat(text.advice(state)).endsWith(".");
    }

    @ParameterizedTest
    @EnumSource
    void everyEventIsALine(Kind kind) {
        String detail = kind == Kind.SILENT ? "90" : kind == Kind.JOB_ENDED ? "undo-failed" : "why";
        assertThat(text.event(plan(), event(kind, Optional.of(3), detail)))
                .isNotBlank()
                .doesNotContain("{");
    }

    @Test
    void aFailureSaysHowTheStepEndedAndItsLastLine() {
        assertThat(text.event(plan(), event(Kind.STEP_FAILED, Optional.of(3), "no such table")))
                .isEqualTo("Step 1 failed: venv. Exit status 3: no such table");
        assertThat(text.event(plan(), event(Kind.STEP_FAILED, Optional.of(-9), "")))
                .isEqualTo("Step 1 failed: venv. Ended by signal 9");
        assertThat(text.event(plan(), event(Kind.STEP_FAILED, Optional.empty(), "runner gone")))
                .isEqualTo("Step 1 failed: venv. It was interrupted");
    }

    @Test
    void aGateThatIsNotContentSaysSo() {
        assertThat(text.event(plan(), event(Kind.GATE, Optional.of(0), ""))).doesNotContain("something is wrong");
        assertThat(text.event(plan(), event(Kind.GATE, Optional.of(1), "502")))
                .isEqualTo("Checked afterwards, something is wrong. 502");
    }

    private static JobEvent event(Kind kind, Optional<Integer> exit, String detail) {
        return new JobEvent(1, Instant.EPOCH, kind, 0, exit, 0, detail);
    }

    private static JobPlan plan() {
        Step step = new Step(
                "venv",
                new Title("words-of-a-newer-greenroom", List.of()),
                Phase.BEFORE,
                "",
                "",
                "",
                Duration.ZERO,
                false,
                Duration.ZERO);
        return new JobPlan(
                1, new JobId("a"), JobKind.TRIAL, "", "", Instant.EPOCH, "", Map.of(), List.of(step), "", Map.of());
    }
}
