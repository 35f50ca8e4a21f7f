package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server of the layer HOPS on a small disk, on which a job stands at the opening of its window; a new one when it is used up. */
final class SweptServer implements AutoCloseable {
    private static final int DISK_GIGABYTES = 3;
    private static final String COUNTS = "select (select count(*) from event_event), "
            + "(select count(*) from submission_submission), (select count(*) from person_user)";
    private static final String STATE = """
        cd /var/pretalx
        curl -s -o /dev/null -w '%{http_code}\\n' -H 'Host: localhost' http://127.0.0.1/healthcheck/
        runuser -u pretalx -- venv/bin/python -c 'import pretalx; print(pretalx.__version__)'
        runuser -u pretalx -- venv/bin/python -m pretalx migrate --check --skip-checks > /dev/null && echo migrated
        systemctl is-active pretalx-web pretalx-worker cron
        crontab -u pretalx -l | grep -c runperiodic
        test -L venv && echo link || echo folder
        for lock in /var/lib/greenroom/locks/*; do
          case $lock in *.owner) ;; *) flock -n "$lock" true || echo "held: $lock" ;; esac
        done
        ls /var/lib/greenroom/armed /run/greenroom /run/systemd/system
        ls /etc/systemd/system | grep -E 'greenroom|requires' || true
        systemctl list-units --all --no-legend 'greenroom-*'
        """;
    private static final String FILES = """
        cd /var/pretalx/data
        { find media -type f -printf '%P %s %T@\\n'; sha256sum .secret; } | LC_ALL=C sort | sha256sum
        """;

    private final Path library;
    private LabServer server;
    private @Nullable InstanceFacts facts;
    private String counts = "";
    private String files = "";
    private boolean fresh;

    SweptServer(Path library) throws Exception {
        this.library = library;
        this.server = LabServer.of(LabServer.Layer.HOPS).onDiskOf(DISK_GIGABYTES);
        begin();
    }

    private void begin() throws Exception {
        server.start();
        // a look before the services are up finds no site
        server.run("until curl -sf -H 'Host: localhost' http://127.0.0.1/healthcheck/; do sleep 0.2; done");
        while (facts == null || facts.installation().webUnit().isEmpty()) { // the layer is the same each time
            facts = new LabDesk(library, server.host(), "root", server.key())
                    .inspections()
                    .inspect(LabDesk.SERVER, TaskContext.quiet())
                    .facts()
                    .instances()
                    .getFirst();
        }
        counts = query(COUNTS);
        files = server.run(FILES);
        fresh = true;
    }

    /** Makes it ready for a next job: on the old version, and whole. */
    void renew() throws Exception {
        if (!fresh) {
            server.close();
            server = LabServer.of(LabServer.Layer.HOPS).onDiskOf(DISK_GIGABYTES);
            begin();
        }
        fresh = false;
    }

    LabServer server() {
        return server;
    }

    InstanceFacts facts() {
        return Objects.requireNonNull(facts);
    }

    Path jobFolder(JobPlan plan) {
        return server.tree().resolve("var/lib/greenroom/jobs").resolve(plan.id().text());
    }

    /** Lets a step that waits go on. */
    void go(JobPlan plan) throws IOException {
        if (!Files.exists(jobFolder(plan).resolve("go"))) {
            Files.createFile(jobFolder(plan).resolve("go"));
        }
    }

    void fillDisk() {
        Commands.run(List.of("bash", "-c", """
            cd "$1"
            fallocate -l $(($(df --output=avail -B1 . | tail -1) - (1 << 20))) filler
            dd if=/dev/zero of=filler-end bs=4k 2>/dev/null || true
            """, "bash", server.disk().toString()));
    }

    void emptyDisk() throws IOException {
        Files.deleteIfExists(server.disk().resolve("filler-end"));
        Files.deleteIfExists(server.disk().resolve("filler"));
    }

    String query(String sql) {
        return server.run("runuser -u postgres -- psql -At pretalx -c \"" + sql + "\"");
    }

    /** Version and data belong together, everything works, nothing is lost or left over, and the journal tells all of it. */
    void assertSound(JobPlan plan, JobState end, List<Long> numbersTold) throws Exception {
        boolean done = end == JobState.DONE;
        assertThat(server.run(STATE))
                .isEqualTo("""
                    200
                    %s
                    migrated
                    active
                    active
                    active
                    1
                    %s
                    /run/greenroom:

                    /run/systemd/system:

                    /var/lib/greenroom/armed:
                    """.formatted(done ? "2026.2.1" : "2025.2.2", done ? "link" : "folder"));
        String now = query(COUNTS);
        if (done) {
            // a migration removes the proposal that was deleted before
            assertThat(now.replaceAll("\\|.*\\|", "|")).isEqualTo(counts.replaceAll("\\|.*\\|", "|"));
            assertThat(query("select count(*) from pg_database where datname like 'pretalx_before_%'"))
                    .as("the database of before is kept")
                    .isNotEqualTo("0\n");
        } else {
            assertThat(now).isEqualTo(counts);
        }
        assertThat(server.run(FILES)).as("uploaded files and the secret").isEqualTo(files);
        assertJournal(plan, end, numbersTold);
        fresh = !done;
    }

    private void assertJournal(JobPlan plan, JobState end, List<Long> numbersTold) throws IOException {
        List<JsonNode> events = Files.readAllLines(jobFolder(plan).resolve("journal")).stream()
                .map(new JsonMapper()::readTree)
                .toList();
        assertThat(events)
                .extracting(each -> each.path("number").asLong())
                .isEqualTo(IntStream.rangeClosed(1, events.size())
                        .mapToObj(Long::valueOf)
                        .collect(Collectors.toList()));
        assertThat(numbersTold)
                .as("events told, each once")
                .hasSize(events.size())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(events.getLast().path("kind").asString()).isEqualTo("JOB_ENDED");
        assertThat(Files.readString(jobFolder(plan).resolve("state"))).isEqualTo(end.word() + "\n");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
