package app.greenroom.job;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.JobKind;
import app.greenroom.operation.upgrade.UpgradeInputs;
import app.greenroom.operation.upgrade.UpgradeInputs.Hop;
import app.greenroom.operation.upgrade.UpgradeSteps;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.support.LocalHost;
import app.greenroom.task.TaskContext;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever goes wrong at whichever step of an upgrade, or while it is taken back: afterwards the site is healthy, version and
 * data belong together, nothing is lost, the lock is free and the journal whole. On a model of a site; what steps do to
 * a real one is swept on real servers. One case for each step, fault and plan: see {@code faults.py}. An upgrade over one release is one over
 * two without a step.
 */
class PlanSweepTest {
    private static final String MAIN = "sys.modules[\"main\"].main(PAYLOAD)\n";

    @TempDir
    Path root;

    @TestFactory
    Stream<DynamicTest> theSiteEndsHealthy() throws Exception {
        String program = new JobProgram()
                .text(Map.of(
                        "plans",
                        List.of(
                                plan("two releases", false, "2025.2.2", "2026.1.2", "2026.2.1"),
                                plan("a restart only", true, "2026.1.1", "2026.1.2"))));
        assertThat(program).endsWith(MAIN);
        String said = new LocalHost(root)
                .run(
                        RemoteCommand.of(LocalHost.python(), "-I", "-")
                                .input(program.substring(0, program.length() - MAIN.length()) + faults())
                                .within(Duration.ofMinutes(9))
                                .keeping(8 << 20),
                        TaskContext.quiet())
                .requireSuccess()
                .stdout();
        List<JsonNode> told = said.lines().map(new JsonMapper()::readTree).toList();
        assertThat(told).hasSizeGreaterThan(300);
        return told.stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.path("name").asString(),
                        () -> assertThat(each.path("trouble").asString())
                                .as(each.path("name").asString())
                                .isEmpty()));
    }

    private static Map<String, Object> plan(String name, boolean restart, String from, String... hops) {
        InstanceFacts facts = SampleFacts.healthy().withVersion(from).facts();
        UpgradeSteps.Steps steps = UpgradeSteps.of(new UpgradeInputs(
                new JobId("upgrade-1"),
                SampleFacts.READ_AT,
                "anna",
                facts,
                "",
                PretalxVersion.of(from),
                Stream.of(hops)
                        .map(hop -> new Hop(PretalxVersion.of(hop), Optional.empty(), false, "/usr/bin/python3"))
                        .toList(),
                List.of(),
                Map.of()));
        JobPlan plan = new JobPlan(
                JobPlan.PROTOCOL,
                new JobId("upgrade-1"),
                JobKind.UPGRADE,
                "here/pretalx",
                "/var/pretalx/data",
                SampleFacts.READ_AT,
                "anna",
                Map.of(),
                steps.steps(),
                steps.gate(),
                Map.of(),
                Optional.of(steps.bootUndo()));
        PlanFormat format = new PlanFormat();
        Map<String, Object> each = new LinkedHashMap<>();
        each.put("name", name);
        each.put("restart", restart);
        each.put("from", from);
        each.put("to", hops[hops.length - 1]);
        each.put("outline", format.outline(plan));
        each.put(
                "scripts",
                plan.steps().stream()
                        .map(step -> step.undo().isEmpty() ? List.of("run") : List.of("run", "undo"))
                        .toList());
        return each;
    }

    private static String faults() throws Exception {
        try (InputStream stream = PlanSweepTest.class.getResourceAsStream("faults.py")) {
            assertThat(stream).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
