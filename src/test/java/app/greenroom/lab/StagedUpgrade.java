package app.greenroom.lab;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.domain.job.JobPlan.Phase;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.operation.upgrade.UpgradeInputs;
import app.greenroom.operation.upgrade.UpgradeInputs.Hop;
import app.greenroom.operation.upgrade.UpgradeSteps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A real upgrade of a server of the layer HOPS whose window comes soon: what installs and builds before it takes what the
 * layer holds already. Everything from the safety copies on is what users have.
 */
final class StagedUpgrade {
    private static final List<Hop> HOPS = List.of(hop("2026.1.2"), hop("2026.2.1"));

    private StagedUpgrade() {}

    /**
     * A plan.
     *
     * @param id name of the job, another one each time
     * @param facts the instance
     * @param change what to do to its steps
     */
    static JobPlan plan(String id, InstanceFacts facts, UnaryOperator<Step> change) {
        Instant created = Instant.now();
        UpgradeSteps.Steps made = UpgradeSteps.of(new UpgradeInputs(
                new JobId(id), created, "lab", facts, "", PretalxVersion.of("2025.2.2"), HOPS, List.of(), Map.of()));
        List<Step> steps =
                made.steps().stream().map(StagedUpgrade::staged).map(change).toList();
        return new JobPlan(
                JobPlan.PROTOCOL,
                new JobId(id),
                JobKind.UPGRADE,
                "lab/pretalx",
                "/var/pretalx/data",
                created,
                "lab",
                made.files(),
                steps,
                made.gate(),
                Map.of("from", "2025.2.2", "to", "2026.2.1"),
                Optional.of(made.bootUndo()));
    }

    /** A step with another script in the place of its work. */
    static Step running(Step step, String script) {
        return new Step(
                step.name(),
                step.title(),
                step.phase(),
                script,
                step.undo(),
                step.check(),
                step.silence(),
                step.endable(),
                step.usual());
    }

    /**
     * A step with other scripts.
     *
     * @param silent whether its silence is to be noticed after a second
     */
    static Step with(Step step, String run, String undo, boolean silent) {
        return new Step(
                step.name(),
                step.title(),
                step.phase(),
                run,
                undo,
                step.check(),
                silent ? Duration.ofSeconds(1) : step.silence(),
                step.endable(),
                step.usual());
    }

    private static Step staged(Step step) {
        if (step.phase() != Phase.BEFORE) {
            return step;
        }
        if (step.name().startsWith("venv-")) {
            String version = step.name().substring("venv-".length());
            return bare(step, """
                upgrade.notes.put(environments=dict(
                    upgrade.notes.get("environments"), **{"%1$s": "/var/pretalx/venvs/%1$s"}))
                """.formatted(version), "");
        }
        return switch (step.name()) {
            case "check" -> bare(step, "", "");
            case "rebuild" -> bare(step, """
                import shutil
                aside = "/var/pretalx/static-aside-" + upgrade.stamp
                upgrade.notes.put(staticAside=aside, staticOfTarget=upgrade.site()["static"])
                shutil.copytree("/var/pretalx/static-built", aside, copy_function=os.link)
                """, step.undo());
            default -> step;
        };
    }

    private static Step bare(Step step, String python, String undo) {
        String script = "#!/bin/sh\ncd \"$GREENROOM_JOB\" && exec \"$GREENROOM_PYTHON\" -B - <<'END'\n"
                + "import os, sys\nsys.path.insert(0, os.getcwd())\nimport hops\nupgrade = hops.Upgrade()\n" + python
                + "END\n";
        return new Step(
                step.name(),
                step.title(),
                step.phase(),
                script,
                undo,
                "",
                step.silence(),
                step.endable(),
                step.usual());
    }

    private static Hop hop(String version) {
        return new Hop(PretalxVersion.of(version), Optional.empty(), false, "/usr/bin/python3");
    }
}
