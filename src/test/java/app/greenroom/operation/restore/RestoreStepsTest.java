package app.greenroom.operation.restore;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.restore.RestorePart;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a restore carries out, in which order. */
class RestoreStepsTest {
    @Test
    void everythingLongIsDoneBesideTheRunningSite() {
        RestoreSteps.Steps steps = RestoreSteps.of(inputs(EnumSet.allOf(RestorePart.class)));
        assertThat(names(steps, Phase.BEFORE))
                .containsSubsequence("look", "database", "migrations", "media", "secret", "clear", "quiet");
        assertThat(names(steps, Phase.WINDOW))
                .containsSubsequence("stop", "put-database", "put-media", "put-secret", "forget", "gate", "open");
        assertThat(names(steps, Phase.AFTER)).containsExactly("resume", "record");
    }

    @Test
    void aPartAloneTouchesNothingElse() {
        RestoreSteps.Steps steps = RestoreSteps.of(inputs(Set.of(RestorePart.SECRET)));
        assertThat(names(steps, Phase.BEFORE)).containsExactly("look", "secret", "clear", "quiet");
        assertThat(names(steps, Phase.WINDOW)).containsExactly("stop", "put-secret", "forget", "gate", "open");
    }

    @Test
    void everyStepOfTheWindowCanBeTakenBackAndNoneOfItsOwnIsTornOff() {
        for (Step step :
                RestoreSteps.of(inputs(EnumSet.allOf(RestorePart.class))).steps()) {
            if (step.phase() == Phase.WINDOW) {
                assertThat(step.undo()).as(step.name()).contains("restore.py\" " + step.name() + " undo");
            }
            if (step.name().startsWith("put-")) {
                assertThat(step.endable()).as(step.name()).isFalse();
            }
        }
    }

    @Test
    void theProgramHoldsWhatItsMainModuleImports() {
        Map<String, String> files =
                RestoreSteps.of(inputs(EnumSet.allOf(RestorePart.class))).files();
        assertThat(files).containsKeys("restore.py", "window.py", "change.json", "staging.py", "restored.py");
        assertThat(files.get("change.json"))
                .contains("\"parts\":[\"database\",\"media\",\"secret\"")
                .contains("\"events\":3");
    }

    static RestoreInputs inputs(Set<RestorePart> parts) {
        return new RestoreInputs(
                new JobId("restore-1"),
                SampleFacts.READ_AT,
                "anna",
                SampleFacts.healthy().facts(),
                PretalxVersion.of("2026.2.1"),
                PretalxVersion.of("2026.2.1"),
                parts,
                "postgresql",
                Optional.of(new Counts(3, 209, 155)),
                12_000_000,
                300,
                "/var/pretalx/data/.secret",
                "/var/pretalx/data/.greenroom-restore-1",
                Map.of());
    }

    private static List<String> names(RestoreSteps.Steps steps, Phase phase) {
        return steps.steps().stream()
                .filter(step -> step.phase() == phase)
                .map(Step::name)
                .toList();
    }
}
