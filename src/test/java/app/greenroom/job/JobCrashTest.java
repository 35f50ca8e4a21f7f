package app.greenroom.job;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.job.Ground.Following;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.support.LocalHost;
import app.greenroom.support.Trial;
import app.greenroom.task.TaskContext;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The runner dies, or the disk is full, at every line of the journal: the job still ends undone or done, and whole. */
class JobCrashTest {
    @TempDir
    Path root;

    @Test
    void atWhicheverLineItStopsTheJobEndsWell() throws Exception {
        JobPlan plan = Trial.of("crash", 2).plan();
        PlanFormat format = new PlanFormat();
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("plan", format.outline(plan));
        request.put("scripts", format.scripts(plan));
        request.put("gate", "");
        request.put("files", plan.files());
        String main = "sys.modules[\"main\"].main(PAYLOAD)\n";
        String program = new JobProgram().text(request);
        assertThat(program).endsWith(main);
        String crashes = program.substring(0, program.length() - main.length()) + crashes();
        String said = new LocalHost(root)
                .run(RemoteCommand.of(LocalHost.python(), "-I", "-").input(crashes), TaskContext.quiet())
                .requireSuccess()
                .stdout();
        JsonNode answer = new JsonMapper().readTree(said);
        assertThat(answer.path("events").asInt()).isEqualTo(6);
        // started anew when nothing had begun, undone in the middle, done when only the end was missing
        assertThat(words(answer.path("killed")))
                .startsWith("done", "done", "undone")
                .endsWith("undone", "undone", "done");
        assertThat(words(answer.path("full"))).containsExactly("undone", "undone", "undone", "done", "done");
    }

    @Test
    void aJournalThatCannotBeWrittenInterruptsTheJobAndItCanBeUndoneLater() throws Exception {
        try (Ground ground = new Ground(root)) {
            // the runner is the parent of its step; no file of its may grow any more
            JobPlan plan = ground.start(Trial.of("limit", 2).running(0, """
                "$GREENROOM_PYTHON" -c 'import os, resource, sys
                resource.prlimit(int(sys.argv[1]), resource.RLIMIT_FSIZE, (300, 300))' $PPID
                """));
            Following first = ground.followed(plan);
            assertThat(first.end()).isEqualTo(JobState.INTERRUPTED);
            assertThat(ground.story()).isEqualTo("run 0");
            ground.client.undo(ground.local, plan.id(), TaskContext.quiet());
            Following second = ground.followed(plan);
            assertThat(second.end()).isEqualTo(JobState.UNDONE);
            ground.assertSound(plan, JobState.UNDONE, second);
            assertThat(ground.world()).isEmpty();
        }
    }

    @Test
    void aTornLineIsDroppedAndTheNumbersGoOn() throws Exception {
        try (Ground ground = new Ground(root)) {
            JobPlan plan = ground.start(Trial.of("torn", 2).running(1, Ground.HOLD));
            Following first = ground.follow(plan);
            first.recorder().await(each -> each.output(1).contains("begin"));
            ground.killRunner(plan, true);
            assertThat(first.end()).isEqualTo(JobState.INTERRUPTED);
            Path journal = ground.folder(plan.id()).resolve("journal");
            Files.writeString(journal, "{\"number\": 5, \"at\": 17", StandardOpenOption.APPEND);
            assertThat(ground.client.list(ground.local, TaskContext.quiet()))
                    .singleElement()
                    .satisfies(job -> assertThat(job.state()).isEqualTo(JobState.INTERRUPTED));
            ground.client.undo(ground.local, plan.id(), TaskContext.quiet());
            Following second = ground.followed(plan);
            assertThat(second.end()).isEqualTo(JobState.UNDONE);
            assertThat(second.recorder().events().get(4).kind()).isEqualTo(JobEvent.Kind.TAKEN_OVER);
            ground.assertSound(plan, JobState.UNDONE, second);
        }
    }

    private static String crashes() throws Exception {
        try (InputStream stream = JobCrashTest.class.getResourceAsStream("crashes.py")) {
            assertThat(stream).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(each -> words.add(each.asString()));
        return words;
    }
}
