package app.greenroom.operation.window;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.domain.server.MaintenanceWords;
import app.greenroom.domain.server.TargetName;
import app.greenroom.job.HostJobs;
import app.greenroom.operation.MaintenancePages;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Starts jobs that take the organiser's own words for the maintenance page along: those of the server, else a plain text
 * file of this computer, whose first line is the title if it begins with {@code #}. Without both the page has words of its
 * own.
 */
public final class WithMaintenanceText implements HostJobs {
    private static final Logger LOG = LoggerFactory.getLogger(WithMaintenanceText.class);
    private static final String NAME = "page.txt";
    private static final String WORDS = "words.json";
    private static final JsonMapper JSON = new JsonMapper();
    private static final long MOST_BYTES = 10_000;

    private final HostJobs jobs;
    private final Path file;
    private final MaintenancePages pages;

    /**
     * Adds to what others start.
     *
     * @param jobs starts them
     * @param file the text, UTF-8, at most 10 kB; need not be there
     * @param pages the words of each server, which go before those
     */
    public WithMaintenanceText(HostJobs jobs, Path file, MaintenancePages pages) {
        this.jobs = jobs;
        this.file = file;
        this.pages = pages;
    }

    @Override
    public List<JobSummary> list(RemoteHost host, TaskContext context) throws SshException, OperationFailedException {
        return jobs.list(host, context);
    }

    @Override
    public JobState start(RemoteHost host, JobPlan plan, TaskContext context)
            throws SshException, OperationFailedException {
        return jobs.start(host, plan.bootUndo().isPresent() ? worded(plan) : plan, context);
    }

    private JobPlan worded(JobPlan plan) {
        MaintenanceWords words = words(TargetName.parse(plan.target()).server());
        if (!words.nothing()) {
            return with(plan, WORDS, JSON.writeValueAsString(words));
        }
        return text().map(text -> with(plan, NAME, text)).orElse(plan);
    }

    private MaintenanceWords words(String server) {
        try {
            return pages.of(server);
        } catch (OperationFailedException e) {
            // words are no reason to hold up a job
            LOG.warn("the words of the maintenance page cannot be read and are not used", e);
            return MaintenanceWords.NONE;
        }
    }

    private Optional<String> text() {
        try {
            if (Files.size(file) > MOST_BYTES) {
                LOG.warn("the text of the maintenance page is too long and is not used: {}", file);
                return Optional.empty();
            }
            return Optional.of(Files.readString(file)).filter(text -> !text.isBlank());
        } catch (NoSuchFileException nobodyWroteOne) {
            return Optional.empty();
        } catch (IOException e) {
            // words are no reason to hold up a job
            LOG.warn("the text of the maintenance page cannot be read and is not used", e);
            return Optional.empty();
        }
    }

    private static JobPlan with(JobPlan plan, String name, String text) {
        Map<String, String> files = new HashMap<>(plan.files());
        files.put(name, text);
        return new JobPlan(
                plan.protocol(),
                plan.id(),
                plan.kind(),
                plan.target(),
                plan.lockKey(),
                plan.created(),
                plan.by(),
                files,
                plan.steps(),
                plan.gate(),
                plan.summary(),
                plan.bootUndo(),
                plan.machineWide());
    }
}
