package app.greenroom.operation.window;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.job.JobId;
import app.greenroom.operation.upgrade.UpgradeInputs;
import app.greenroom.operation.upgrade.UpgradeInputs.Hop;
import app.greenroom.operation.upgrade.UpgradeSteps;
import app.greenroom.support.LocalHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program of an upgrade as it lies in a job's folder, and a Python to try its parts with. */
public final class LaidOutProgram {
    private final Path folder;
    private final Path job;

    private LaidOutProgram(Path folder, Path job) {
        this.folder = folder;
        this.job = job;
    }

    /** Lays it out in a folder. */
    public static LaidOutProgram in(Path folder) throws IOException {
        InstanceFacts facts = SampleFacts.healthy().withVersion("2025.2.2").facts();
        UpgradeInputs inputs = new UpgradeInputs(
                new JobId("upgrade-1"),
                SampleFacts.READ_AT,
                "anna",
                facts,
                "",
                PretalxVersion.of("2025.2.2"),
                List.of(
                        new Hop(
                                PretalxVersion.of("2026.1.2"),
                                Optional.of(LocalDate.of(2026, 7, 8)),
                                true,
                                "/usr/bin/python3"),
                        new Hop(PretalxVersion.of("2026.2.1"), Optional.empty(), false, "/usr/bin/python3")),
                List.of(),
                Map.of());
        return of(folder, UpgradeSteps.of(inputs).files());
    }

    /** Lays out any job's program in a folder. */
    public static LaidOutProgram of(Path folder, Map<String, String> files) throws IOException {
        Path job = Files.createDirectories(folder.resolve("job"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(job.resolve(file.getKey()), file.getValue());
        }
        return new LaidOutProgram(folder, job);
    }

    /** Runs lines of Python among its modules, in the folder around it; they must succeed. Gives what they print. */
    public String run(String lines) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(LocalHost.python(), "-B", "-")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("GREENROOM_JOB", job.toString());
        builder.environment().put("GREENROOM_ROOT", "");
        builder.environment().put("PYTHONPATH", job.toString());
        Process process = builder.start();
        process.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }
}
