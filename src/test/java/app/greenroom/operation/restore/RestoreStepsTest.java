package app.greenroom.operation.restore;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.restore.RestorePart;
import app.greenroom.domain.restore.VersionChoice;
import app.greenroom.domain.restore.VersionChoice.Way;
import java.time.LocalDate;
import java.util.Arrays;
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

    @Test
    void theSnapshotsOwnVersionIsBuiltBesideAndSwitchedToInTheWindow() {
        RestoreSteps.Steps steps =
                RestoreSteps.of(inputs(EnumSet.allOf(RestorePart.class), choice(Way.BACK, "2025.2.2", "2025.2.2")));
        assertThat(names(steps, Phase.BEFORE))
                .containsSubsequence("look", "tools", "venv-2025.2.2", "check", "rebuild", "database", "migrations");
        assertThat(names(steps, Phase.WINDOW)).containsSubsequence("put-database", "switch", "gate");
        assertThat(steps.files().get("change.json"))
                .contains("\"way\":\"back\"")
                .contains("2026-11-25");
    }

    @Test
    void olderDataIsTakenForwardWhereItWaits() {
        RestoreSteps.Steps steps =
                RestoreSteps.of(inputs(Set.of(RestorePart.DATABASE), choice(Way.FORWARD, "2026.2.1", "2026.1.2")));
        assertThat(names(steps, Phase.BEFORE))
                .containsSubsequence(
                        "tools", "venv-2026.1.2", "database", "migrate-2026.1.2", "migrate-2026.2.1", "migrations");
        assertThat(names(steps, Phase.WINDOW)).doesNotContain("switch");
    }

    @Test
    void singleFilesNeedNoWindow() {
        RestoreSteps.Steps steps = RestoreSteps.of(inputs(Set.of()));
        assertThat(names(steps, Phase.BEFORE)).containsExactly("look", "files");
        assertThat(names(steps, Phase.WINDOW)).isEmpty();
    }

    @Test
    void aBootInTheMiddleOfTheWindowTakesItBack() {
        assertThat(RestoreSteps.of(inputs(Set.of(RestorePart.DATABASE))).bootUndo())
                .hasValueSatisfying(undo -> assertThat(undo.holds()).contains("pretalx-web.service"));
        assertThat(RestoreSteps.of(inputs(Set.of())).bootUndo())
                .as("no window, no undo")
                .isEmpty();
    }

    static RestoreInputs inputs(Set<RestorePart> parts) {
        return inputs(parts, choice(Way.SAME, "2026.2.1"));
    }

    private static VersionChoice choice(Way way, String after, String... hops) {
        return new VersionChoice(
                way,
                Optional.of(PretalxVersion.of(after)),
                Arrays.stream(hops)
                        .map(hop -> new VersionChoice.Hop(
                                PretalxVersion.of(hop),
                                Optional.of(LocalDate.of(2026, 11, 25)),
                                true,
                                "/usr/bin/python3"))
                        .toList(),
                List.of());
    }

    private static RestoreInputs inputs(Set<RestorePart> parts, VersionChoice version) {
        return new RestoreInputs(
                new JobId("restore-1"),
                SampleFacts.READ_AT,
                "anna",
                SampleFacts.healthy().facts(),
                PretalxVersion.of("2026.2.1"),
                version,
                parts,
                "postgresql",
                Optional.of(new Counts(3, 209, 155)),
                12_000_000,
                300,
                "/var/pretalx/data/.secret",
                "/var/pretalx/data/.greenroom-restore-1",
                List.of("/etc/pretalx/"),
                Map.of());
    }

    private static List<String> names(RestoreSteps.Steps steps, Phase phase) {
        return steps.steps().stream()
                .filter(step -> step.phase() == phase)
                .map(Step::name)
                .toList();
    }
}
