package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import app.greenroom.domain.backup.DrillReport;
import app.greenroom.domain.backup.DrillReport.Check;
import app.greenroom.domain.backup.DrillReport.Code;
import app.greenroom.domain.backup.DrillReport.Outcome;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.storage.disk.Hashes;
import app.greenroom.support.Eventually;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drills of a real site with the real pretalx. One subclass for each database. */
abstract class DrillsOnServerIT {
    private static final TargetName NAME = TargetName.parse(LabDesk.SERVER);

    /** What a drill makes, as far as it is there. */
    private static final String TRACES = """
        ls -A /var/tmp /var/pretalx | grep greenroom-drill || true
        pgrep -af 'python3 -I -c' || true
        grep -lz GREENROOM_DRILL= /proc/[0-9]*/environ 2> /dev/null || true
        cd /; runuser -u postgres -- psql -Atc "SELECT datname FROM pg_database WHERE datname LIKE 'greenroom%'"
        """;

    /** Files of the site that were written since the marker. */
    private static final String UNTOUCHED =
            "find /var/pretalx/data/media /var/pretalx/data/.secret /var/pretalx/venv /etc/pretalx -newer /root/marker";

    @TempDir
    Path folder;

    private LabDesk desk;

    abstract LabServer server();

    /** Prints the path on the server of a dump like that of the site, without proposals and without the table of talk slots. */
    abstract String dumpingWithLosses();

    abstract String dumpName();

    @BeforeEach
    void prepare() {
        desk = new LabDesk(folder.resolve("library"), server().host(), "root", server().key());
        server().run("""
            install -d -o pretalx -g pretalx /var/pretalx/data/media/drilled
            cd /var/pretalx/data/media/drilled
            for i in $(seq 70); do head -c 30000 /dev/urandom > picture$i.png; done
            echo odd > "$(printf 'caf\\351.txt')"; printf 'two\\nlines' > "$(printf 'line\\nend')"
            chown -R pretalx:pretalx .
            """);
    }

    private SnapshotSummary create() throws OperationFailedException {
        return desk.backups().create(NAME, TaskContext.quiet());
    }

    private DrillReport drill(TaskContext context) throws OperationFailedException {
        return desk.drills().drill(NAME, Optional.empty(), context);
    }

    private String traces() {
        return server().run(TRACES).strip();
    }

    @Test
    void provesThatASnapshotRestoresWhileTheSiteServes() throws Exception {
        create();
        server().run("touch /root/marker; sleep .1");
        DrillReport report;
        try (Visitor visitor = new Visitor(server().host())) {
            report = drill(TaskContext.quiet());
            assertThat(visitor.statuses()).containsExactly(200);
            Figures.note("drill, " + report.took().toMillis() + " ms", visitor);
        }
        assertThat(report.checks())
                .as(report.toString())
                .extracting(Check::code)
                .containsExactly(
                        Code.SNAPSHOT,
                        Code.MEDIA,
                        Code.SECRET,
                        Code.DATABASE,
                        Code.EVENTS,
                        Code.PROPOSALS,
                        Code.USERS,
                        Code.TABLES,
                        Code.MIGRATIONS,
                        Code.HEALTHCHECK,
                        Code.PAGE,
                        Code.REMOVED);
        assertThat(report.proven()).as(report.toString()).isTrue();
        assertThat(desk.backups().list(NAME).getFirst().proven()).contains(report.at());
        assertThat(traces()).isEmpty();
        assertThat(server().run(UNTOUCHED)).isEmpty();
    }

    @Test
    void aDumpThatLostATableAndRowsIsFound() throws Exception {
        SnapshotSummary snapshot = create();
        String dump = server().run(dumpingWithLosses()).strip();
        forge(snapshot, Files.readAllBytes(server().tree().resolve(dump.substring(1))));
        DrillReport report = drill(TaskContext.quiet());
        assertThat(report.checks())
                .as(report.toString())
                .filteredOn(check -> check.outcome() == Outcome.FAILED)
                .extracting(Check::code, Check::found)
                .contains(tuple(Code.PROPOSALS, "0"))
                .extracting(each -> each.toList().getFirst())
                .contains(Code.TABLES);
        assertThat(report.proven()).isFalse();
        assertThat(desk.backups().list(NAME).getFirst().proven()).isEmpty();
        assertThat(traces()).isEmpty();
    }

    /** Puts another dump into a snapshot together with its hash and size, as if it had been taken so. */
    private void forge(SnapshotSummary snapshot, byte[] content) throws IOException {
        Path place = Path.of(snapshot.folder());
        Path dump = place.resolve(dumpName());
        String before = Hashes.of(dump);
        String size = "\"name\":\"" + dumpName() + "\",\"size\":";
        String manifest = Files.readString(place.resolve("manifest.json"))
                .replace(before, Hashes.of(Files.write(folder.resolve("other"), content)))
                .replace(size + Files.size(dump), size + content.length);
        replace(dump, content);
        replace(place.resolve("manifest.json"), manifest.getBytes(StandardCharsets.UTF_8));
        String hashes = Hashes.of(place.resolve("manifest.json")) + "  manifest.json\n"
                + Hashes.of(place.resolve("RESTORE.txt")) + "  RESTORE.txt\n";
        replace(place.resolve("manifest.sha256"), hashes.getBytes(StandardCharsets.UTF_8));
    }

    private void replace(Path file, byte[] content) throws IOException {
        Path fresh = Files.write(folder.resolve("fresh"), content);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void whetherCancelledOrKilledItLeavesNothing() throws Exception {
        create();
        for (String phase : new String[] {"drill-database", "drill-site"}) {
            CancellationToken token = new CancellationToken();
            assertThat(failure(token, phase, token::cancel)).isEqualTo(FailureReason.CANCELLED);
            Eventually.holds("removed after a cancel in " + phase, () -> traces().isEmpty());
            assertThat(failure(
                            new CancellationToken(),
                            phase,
                            () -> server().run("pkill -KILL -o -f 'python3 -I -c' || true")))
                    .isEqualTo(FailureReason.COMMAND_FAILED);
            Eventually.holds("removed after a kill in " + phase, () -> traces().isEmpty());
        }
    }

    private FailureReason failure(CancellationToken token, String phase, Runnable trouble) {
        boolean[] done = {false};
        TaskContext context = new TaskContext(token, progress -> {
            if (progress.phase().equals(phase) && !done[0]) {
                done[0] = true;
                trouble.run();
            }
        });
        return catchThrowableOfType(OperationFailedException.class, () -> drill(context))
                .reason();
    }

    @Test
    void whatAPowerCutLeftBehindIsRemovedByTheNext() throws Exception {
        create();
        assertThat(failure(
                        new CancellationToken(),
                        "drill-database",
                        () -> server().run("pkill -KILL -f 'python3 -I -c' || true")))
                .isEqualTo(FailureReason.COMMAND_FAILED);
        assertThat(traces()).as("drill and guardian were killed at once").contains("greenroom-drill-");
        assertThat(drill(TaskContext.quiet()).proven()).isTrue();
        assertThat(traces()).isEmpty();
    }
}
