package app.greenroom.job;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.job.JobPlan;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.support.LocalHost;
import app.greenroom.support.Trial;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written for systemd while a job is armed, and that nothing of it is left afterwards. */
class JobArmingTest {
    @TempDir
    Path root;

    @Test
    void anArmedJobHasAUnitThatHoldsTheSiteAtTheNextBoot() throws Exception {
        assertThat(python("print(armed.arm('/usr/bin/python3'))")).isEqualTo("reload\nTrue\n");
        assertThat(tree())
                .containsExactly(
                        "flags/window-armed",
                        "system/greenroom-undo-armed.service",
                        "system/multi-user.target.wants/greenroom-undo-armed.service",
                        "system/trial-web.service.requires/greenroom-undo-armed.service",
                        "var/lib/greenroom/armed/armed");
        String home = root + "/var/lib/greenroom";
        assertThat(Files.readString(root.resolve("system/greenroom-undo-armed.service")))
                .contains("ConditionPathExists=" + home + "/armed/armed\n")
                .contains("ConditionPathExists=!" + root + "/flags/window-armed\n")
                .contains("RequiresMountsFor=\"" + home + "\" \"/var/trial data\"\n")
                .contains("Before=trial-web.service cron.service")
                .contains("ExecStart=\"/usr/bin/python3\" \"-I\" \"-u\" \"" + home
                        + "/jobs/armed/runner.py\" \"boot\" \"" + home + "/jobs/armed\"\n")
                .contains("RequiredBy=trial-web.service\n");
    }

    @Test
    void disarmingLeavesNothingThatActsAndCleaningLeavesNothing() throws Exception {
        python("armed.arm('python3'); armed.arm('python3'); armed.disarm()");
        assertThat(tree()).doesNotContain("var/lib/greenroom/armed/armed");
        assertThat(python("armed.clean(); armed.clean()")).isEqualTo("reload\n");
        assertThat(tree()).isEmpty();
        assertThat(root.resolve("system/trial-web.service.requires")).doesNotExist();
    }

    @Test
    void whenNobodyIsInChargeAnArmedJobHoldsTheSite() throws Exception {
        python("armed.arm('python3'); armed.leave()");
        assertThat(tree()).contains("var/lib/greenroom/armed/armed").doesNotContain("flags/window-armed");
    }

    private String python(String lines) throws Exception {
        JobPlan plan = Trial.of("armed", 3).window(1, 2).plan();
        PlanFormat format = new PlanFormat();
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("plan", format.outline(plan));
        request.put("scripts", format.scripts(plan));
        request.put("gate", "");
        request.put("files", plan.files());
        Files.createDirectories(root.resolve("system"));
        Files.createDirectories(root.resolve("var/lib/greenroom/jobs"));
        String main = "sys.modules[\"main\"].main(PAYLOAD)\n";
        String program = new JobProgram().text(request).replace(main, "") + "import json, shutil\n"
                + "shutil.rmtree('" + root + "/var/lib/greenroom/jobs/armed', ignore_errors=True)\n"
                + onPaper() + lines + "\n";
        return new LocalHost(root)
                .run(RemoteCommand.of(LocalHost.python(), "-I", "-").input(program), TaskContext.quiet())
                .requireSuccess()
                .stdout();
    }

    private String onPaper() {
        return """
            import sys
            service, arming, job = (sys.modules[name] for name in ("service", "arming", "job"))
            service.systemd_runs = lambda root: True
            service.reload = lambda: print("reload") or True
            root = "%s"
            arming.SYSTEM, arming.FLAGS = root + "/system", root + "/flags"
            sys.modules["launch"].lay_out(root + job.HOME, json.loads(PAYLOAD["request"]), "")
            armed = arming.Arming(job.Job(root + job.HOME + "/jobs/armed"))
            """.formatted(root);
    }

    /** Files of systemd and of ours outside the job's own folder. */
    private List<String> tree() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> !Files.isDirectory(path))
                    .map(path -> root.relativize(path).toString())
                    .filter(path -> path.matches("(flags|system)/.*|var/lib/greenroom/armed/.*"))
                    .sorted()
                    .toList();
        }
    }
}
