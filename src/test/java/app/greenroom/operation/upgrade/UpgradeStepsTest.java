package app.greenroom.operation.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.greenroom.domain.instance.Installation;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.operation.upgrade.UpgradeInputs.Hop;
import app.greenroom.operation.upgrade.UpgradeSteps.Steps;
import app.greenroom.text.Messages;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an upgrade is made of: the order, what visitors notice, what is taken back, and that no secret is in it. */
class UpgradeStepsTest {
    private static final Hop FIRST =
            new Hop(PretalxVersion.of("2026.1.2"), Optional.of(LocalDate.of(2026, 7, 8)), true, "/usr/bin/python3.13");
    private static final Hop LAST =
            new Hop(PretalxVersion.of("2026.2.1"), Optional.empty(), false, "/usr/bin/python3.13");

    @Test
    void everythingThatTakesLongComesBeforeTheWindow() {
        assertThat(names(Phase.BEFORE))
                .containsExactly("tools", "venv-2026.1.2", "venv-2026.2.1", "check", "rebuild", "prepare", "quiet");
        assertThat(names(Phase.WINDOW))
                .containsExactly("stop", "copy", "migrate-2026.1.2", "migrate-2026.2.1", "switch", "gate", "open");
        assertThat(names(Phase.AFTER)).containsExactly("resume", "record");
    }

    @Test
    void phasesFollowEachOther() {
        assertThat(steps().steps()).extracting(Step::phase).isSorted();
    }

    @Test
    void everyStepOfTheWindowIsTakenBackAndNoneAfterIt() {
        for (Step step : steps().steps()) {
            switch (step.phase()) {
                case WINDOW -> assertThat(step.undo()).as(step.name()).isNotEmpty();
                case AFTER -> assertThat(step.undo()).as(step.name()).isEmpty();
                case BEFORE -> {
                    boolean changes = step.name().matches("venv-.*|rebuild|prepare|quiet");
                    assertThat(step.undo().isEmpty()).as(step.name()).isEqualTo(!changes);
                }
            }
        }
    }

    @Test
    void whatTouchesDataAndServicesIsNeverEndedInTheMiddle() {
        assertThat(steps().steps().stream().filter(step -> !step.endable()).map(Step::name))
                .containsExactlyInAnyOrder("stop", "copy", "switch", "open", "resume", "record");
    }

    @Test
    void everyScriptCallsTheOneProgramWithItsOwnName() {
        for (Step step : steps().steps()) {
            assertThat(step.run())
                    .startsWith("#!/bin/sh\n")
                    .contains("\"$GREENROOM_JOB/upgrade.py\" " + step.name() + " run\n");
            assertThat(step.undo()).matches(text -> text.isEmpty() || text.contains(" " + step.name() + " undo\n"));
            assertThat(step.check()).matches(text -> text.isEmpty() || text.contains(" " + step.name() + " check\n"));
        }
        assertThat(steps().gate()).contains("\"$GREENROOM_JOB/upgrade.py\" gate-undone run\n");
    }

    @Test
    void everyTitleHasWords() {
        Messages words = new Messages(Locale.ENGLISH);
        assertThat(steps().steps())
                .extracting(step ->
                        words.get("step." + step.title().code(), step.title().arguments()))
                .doesNotHaveDuplicates()
                .allMatch(text -> !text.contains("{"));
    }

    @Test
    void parametersNameTheWayAndThePlaces() {
        JsonNode parameters = new JsonMapper().readTree(steps().files().get("change.json"));
        assertThat(parameters.path("from").asString()).isEqualTo("2025.2.2");
        assertThat(parameters.path("hops").path(0).path("version").asString()).isEqualTo("2026.1.2");
        assertThat(parameters.path("hops").path(0).path("uploadedPriorTo").asString())
                .isEqualTo("2026-07-08");
        assertThat(parameters.path("hops").path(1).path("uploadedPriorTo").asString())
                .isEmpty();
        assertThat(parameters.path("venv").asString()).isEqualTo("/var/pretalx/venv");
        assertThat(parameters.path("extras").path(0).asString()).isEqualTo("postgres");
    }

    @Test
    void sqliteNeedsNoExtra() {
        InstanceFacts facts = SampleFacts.healthy()
                .withSettings(SampleFacts.settings(PretalxSettings.Kind.SQLITE, true, false))
                .facts();
        String parameters = UpgradeSteps.of(inputs(facts, Map.of())).files().get("change.json");
        assertThat(new JsonMapper().readTree(parameters).path("extras").size()).isZero();
    }

    @Test
    void noSecretOfTheUnitsEnvironmentGetsIntoThePlan() {
        InstanceFacts facts = withEnvironment(Map.of("PRETALX_DB_PASS", "correct horse"));
        Steps steps = UpgradeSteps.of(inputs(facts, Map.of()));
        assertThat(steps.toString()).doesNotContain("correct horse").doesNotContain("PRETALX_DB_PASS");
    }

    @Test
    void noFileTakesANameOfTheRunner() {
        assertThat(steps().files().keySet())
                .contains("upgrade.py", "change.json")
                .doesNotContain("runner.py", "plan.json", "journal", "state", "processes", "stop", "steps", "gate");
    }

    @Test
    void thisServersOwnHistoryKnowsBestHowLongAStepTakes() {
        Steps steps = UpgradeSteps.of(inputs(facts(), Map.of("rebuild", Duration.ofSeconds(77))));
        assertThat(step(steps, "rebuild").usual()).isEqualTo(Duration.ofSeconds(77));
        assertThat(step(steps, "open").usual()).isPositive();
    }

    @Test
    void anInstanceWithoutAVirtualEnvironmentIsRefused() {
        InstanceFacts facts = SampleFacts.healthy().withVersion("2025.2.2").facts();
        InstanceFacts without = withInstallation(facts, Optional.empty(), Map.of());
        assertThatThrownBy(() -> UpgradeSteps.of(inputs(without, Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Step step(Steps steps, String name) {
        return steps.steps().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(Phase phase) {
        return steps().steps().stream()
                .filter(step -> step.phase() == phase)
                .map(Step::name)
                .toList();
    }

    private static Steps steps() {
        return UpgradeSteps.of(inputs(facts(), Map.of()));
    }

    private static InstanceFacts facts() {
        return SampleFacts.healthy().withVersion("2025.2.2").facts();
    }

    private static InstanceFacts withEnvironment(Map<String, String> environment) {
        return withInstallation(facts(), Optional.of("/var/pretalx/venv"), environment);
    }

    private static InstanceFacts withInstallation(
            InstanceFacts facts, Optional<String> venv, Map<String, String> environment) {
        Installation former = facts.installation();
        Installation installation = new Installation(
                former.layout(),
                former.user(),
                former.group(),
                former.home(),
                former.python(),
                venv,
                former.workingDirectory(),
                environment,
                former.webUnit(),
                former.workerUnit(),
                former.bind(),
                former.webCommand(),
                former.workerCommand(),
                former.cronLines(),
                former.otherSchedules());
        return facts.withInstallation(installation);
    }

    private static UpgradeInputs inputs(InstanceFacts facts, Map<String, Duration> usual) {
        return new UpgradeInputs(
                new JobId("upgrade-20261124t120000z"),
                SampleFacts.READ_AT,
                "anna on a laptop",
                facts,
                "",
                PretalxVersion.of("2025.2.2"),
                List.of(FIRST, LAST),
                List.of(),
                usual);
    }

    /** A plan whose steps are these fits the protocol of jobs. */
    @Test
    void aPlanCanBeMadeOfThem() {
        Steps steps = steps();
        JobPlan plan = new JobPlan(
                JobPlan.PROTOCOL,
                new JobId("upgrade-1"),
                JobPlan.JobKind.UPGRADE,
                "talks",
                "/var/pretalx/data",
                SampleFacts.READ_AT,
                "anna",
                steps.files(),
                steps.steps(),
                steps.gate(),
                Map.of());
        assertThat(plan.steps()).extracting(Step::name).allMatch(name -> name.matches("[a-z0-9][a-z0-9.-]*"));
    }
}
