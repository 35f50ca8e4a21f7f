package app.greenroom.operation.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.FindingCode;
import app.greenroom.domain.schedule.ScheduleJudgement;
import app.greenroom.domain.schedule.ScheduleRun;
import app.greenroom.domain.schedule.ScheduleRun.Reason;
import app.greenroom.domain.schedule.ScheduleRun.Result;
import app.greenroom.operation.backup.SampleSite;
import app.greenroom.support.Eventually;
import app.greenroom.support.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a timer or cron starts it: stopped, killed, started twice, and asked whether it is due. */
class RunsOnTheirOwnTest {
    @TempDir
    Path folder;

    private ScheduledServer server;

    @BeforeEach
    void begin() throws Exception {
        server = new ScheduledServer(folder);
        server.set(ScheduledServer.settings());
    }

    private Process start(String how) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                LocalHost.python(), "-I", server.folder().resolve("schedule.py").toString(), how);
        builder.environment().put("GREENROOM_ROOT", server.site.root().toString());
        builder.environment().put("PATH", server.site.root().resolve("bin") + ":" + System.getenv("PATH"));
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }

    /** A run that is in the middle: it waits for a program of the site that says that it was called. */
    private Process half() throws IOException {
        Path called = folder.resolve("called");
        server.site.standIn(
                "crontab",
                "touch " + called,
                "for i in $(seq 600); do [ ! -e " + server.site.root().resolve("go") + " ] || exit 0; sleep .1; done");
        Process run = start("run");
        Eventually.holds("the run is in the middle", () -> Files.exists(called));
        return run;
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(server.home().resolve("snapshots/pretalx"))) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aKilledRunIsToldAndTheNextOneBeginsAnew() throws Exception {
        Process run = half();
        assertThat(server.show().server().last().orElseThrow().result()).isEqualTo(Result.RUNNING);
        assertThat(start("run").waitFor()).as("a second one does not overlap").isZero();
        run.descendants().forEach(ProcessHandle::destroyForcibly);
        run.destroyForcibly().waitFor();
        ScheduleRun cut = server.show().server().last().orElseThrow();
        assertThat(cut.result()).isEqualTo(Result.FAILED);
        assertThat(cut.reason()).isEqualTo(Reason.CUT);
        assertThat(ScheduleJudgement.of(server.show().server()).getFirst().code())
                .isEqualTo(FindingCode.SCHEDULE_FAILED);
        assertThat(left()).anyMatch(each -> each.endsWith(".partial"));
        server.site.standIn("crontab", "echo '* * * * * runperiodic'");
        ScheduleRun next = server.run();
        assertThat(next.result()).isEqualTo(Result.OK);
        assertThat(left()).containsExactly(next.set().orElseThrow().text(), "instance.json");
    }

    @Test
    void aStoppedRunTakesAwayWhatItWroteAndIsNoFailure() throws Exception {
        Process run = half();
        run.destroy();
        assertThat(run.waitFor()).isZero();
        ScheduleRun last = server.show().server().last().orElseThrow();
        assertThat(last.result()).isEqualTo(Result.SKIPPED);
        assertThat(last.reason()).isEqualTo(Reason.STOPPED);
        assertThat(left()).containsExactly("instance.json");
    }

    @Test
    void aJobThatBeginsMeanwhileGoesFirst() throws Exception {
        Process run = half();
        String data = server.site.root().resolve("data").toString();
        server.site.write("var/lib/greenroom/jobs/upgrade-7/plan.json", "{\"lockKey\": \"" + data + "\"}");
        server.site.write("var/lib/greenroom/jobs/upgrade-7/state", "running\n");
        server.site.write("go", "");
        assertThat(run.waitFor()).isZero();
        ScheduleRun last = server.show().server().last().orElseThrow();
        assertThat(last.result()).isEqualTo(Result.SKIPPED);
        assertThat(last.reason()).isEqualTo(Reason.JOB);
        assertThat(left()).containsExactly("instance.json");
    }

    @Test
    void cronAsksAgainAndAgainAndOneIsTakenForEachDueTime() throws Exception {
        assertThat(start("due").waitFor()).isZero();
        assertThat(server.show().server().last()).as("set a moment ago").isEmpty();
        since("2026-01-01");
        assertThat(start("due").waitFor()).isZero();
        assertThat(server.show().server().sets()).hasSize(1);
        assertThat(start("due").waitFor()).isZero();
        assertThat(server.show().server().sets()).hasSize(1);
    }

    private void since(String day) throws IOException {
        SampleSite.python("""
            import datetime, json, sys
            path, day = sys.argv[1:]
            chosen = json.load(open(path))
            chosen["since"] = datetime.datetime.fromisoformat(day).timestamp()
            json.dump(chosen, open(path, "w"))
            """, server.folder().resolve("settings.json").toString(), day);
    }
}
