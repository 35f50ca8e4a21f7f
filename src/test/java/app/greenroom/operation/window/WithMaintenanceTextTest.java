package app.greenroom.operation.window;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.server.MaintenanceWords;
import app.greenroom.domain.server.TargetName;
import app.greenroom.job.HostJobs;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.storage.MaintenanceFile;
import app.greenroom.support.LocalHost;
import app.greenroom.support.Trial;
import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The organiser's own words go with every job that stops the site, and never hold one up. */
class WithMaintenanceTextTest {
    @TempDir
    Path folder;

    private final List<JobPlan> started = new ArrayList<>();

    @Test
    void theWordsGoAlong() throws Exception {
        Files.writeString(folder.resolve("maintenance.txt"), "# Moving\nBack at noon.");
        start(Trial.of("window", 3).window(1, 2).plan());
        assertThat(started.getFirst().files()).containsEntry("page.txt", "# Moving\nBack at noon.");
        assertThat(started.getFirst().bootUndo()).isPresent();
    }

    @Test
    void theWordsOfTheServerGoBeforeThoseForAll() throws Exception {
        Files.writeString(folder.resolve("maintenance.txt"), "Back at noon.");
        JobPlan plan = Trial.of("window", 3).window(1, 2).plan();
        String server = TargetName.parse(plan.target()).server();
        MaintenanceFile file = new MaintenanceFile(folder.resolve("maintenance.json"));
        file.keep(server, new MaintenanceWords("Moving", "We change rooms.", "help@example.org", "noon"));
        start(plan);
        assertThat(started.getFirst().files().get("words.json"))
                .contains("\"title\":\"Moving\"", "\"contact\":\"help@example.org\"");
        assertThat(started.getFirst().files()).doesNotContainKey("page.txt");

        file.keep(server, MaintenanceWords.NONE);
        start(plan);
        assertThat(started.getLast().files()).containsKey("page.txt").doesNotContainKey("words.json");
    }

    @Test
    void aDamagedFileOfWordsHoldsNothingUp() throws Exception {
        Files.writeString(folder.resolve("maintenance.json"), "{\"schema\": 1, \"servers\": [");
        JobPlan plan = Trial.of("window", 3).window(1, 2).plan();
        start(plan);
        assertThat(started).containsExactly(plan);
    }

    @Test
    void aJobWithoutAWindowNeedsNone() throws Exception {
        Files.writeString(folder.resolve("maintenance.txt"), "Back at noon.");
        JobPlan plan = Trial.of("plain", 3).plan();
        start(plan);
        assertThat(started).containsExactly(plan);
    }

    @Test
    void withoutUsableWordsTheJobIsStartedAllTheSame() throws Exception {
        JobPlan plan = Trial.of("window", 3).window(1, 2).plan();
        start(plan);
        Files.writeString(folder.resolve("maintenance.txt"), "x".repeat(20_000));
        start(plan);
        Files.write(folder.resolve("maintenance.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 0x41});
        start(plan);
        Files.writeString(folder.resolve("maintenance.txt"), " \n");
        start(plan);
        assertThat(started).containsExactly(plan, plan, plan, plan);
    }

    private void start(JobPlan plan) throws Exception {
        HostJobs jobs = new HostJobs() {
            @Override
            public JobState start(RemoteHost host, JobPlan planned, TaskContext context) {
                started.add(planned);
                return JobState.RUNNING;
            }

            @Override
            public List<JobSummary> list(RemoteHost host, TaskContext context) {
                return List.of();
            }
        };
        new WithMaintenanceText(
                        jobs,
                        folder.resolve("maintenance.txt"),
                        new StoredMaintenancePages(new MaintenanceFile(folder.resolve("maintenance.json"))))
                .start(new LocalHost(folder), plan, TaskContext.quiet());
    }
}
