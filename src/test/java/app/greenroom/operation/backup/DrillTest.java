package app.greenroom.operation.backup;

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
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Drills on this computer: an SQLite site without a pretalx. What pretalx adds is tried on practice and lab servers. */
class DrillTest extends Drilling {
    @Test
    void comparesWhatItRestoredAndLeavesNothing() throws Exception {
        laptop.create();
        DrillReport report = drill();
        assertThat(report.checks())
                .extracting(Check::code, Check::outcome, Check::expected, Check::found)
                .contains(
                        tuple(Code.SNAPSHOT, Outcome.PASSED, "9", "9"),
                        tuple(Code.MEDIA, Outcome.PASSED, "2", "2"),
                        tuple(Code.SECRET, Outcome.PASSED, "1", "1"),
                        tuple(Code.EVENTS, Outcome.PASSED, "2", "2"),
                        tuple(Code.PROPOSALS, Outcome.PASSED, "3", "3"),
                        tuple(Code.USERS, Outcome.PASSED, "4", "4"),
                        tuple(Code.REMOVED, Outcome.PASSED, "", ""));
        assertThat(outcome(report, Code.DATABASE)).isEqualTo(Outcome.PASSED);
        assertThat(report.removed()).isTrue();
        assertThat(scratch()).isEmpty();
    }

    @Test
    void whatCannotBeTriedIsSaidAndDatesNoBadge() throws Exception {
        SnapshotSummary snapshot = laptop.create();
        DrillReport report = drill();
        assertThat(outcome(report, Code.HEALTHCHECK)).isEqualTo(Outcome.LIMITED);
        assertThat(report.checks())
                .filteredOn(check -> check.outcome() == Outcome.LIMITED)
                .extracting(Check::detail)
                .containsOnly("pretalx 2026.2.1 is not installed on this server");
        assertThat(report.proven()).isFalse();
        assertThat(laptop.shelf().summary(snapshot.id()).proven()).isEmpty();
    }

    @Test
    void lostRowsAndLostTablesAreFound() throws Exception {
        SnapshotSummary snapshot = laptop.create();
        Path dump = laptop.folder(snapshot).resolve("database.sqlite3");
        byte[] before = Files.readAllBytes(dump);
        Path changed = Files.write(folder.resolve("changed.sqlite3"), before);
        SampleSite.python(
                "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.execute('DELETE FROM submission_submission');"
                        + " d.execute('DROP TABLE person_user'); d.commit()",
                changed.toString());
        // as if it had been taken so: the manifest says this content, and the counts of the site
        forge(snapshot, "database.sqlite3", Files.readAllBytes(changed));
        DrillReport report = drill();
        assertThat(outcome(report, Code.EVENTS)).isEqualTo(Outcome.PASSED);
        assertThat(report.checks())
                .extracting(Check::code, Check::outcome, Check::expected, Check::found)
                .contains(tuple(Code.PROPOSALS, Outcome.FAILED, "3", "0"), tuple(Code.USERS, Outcome.FAILED, "4", ""));
        assertThat(report.worst()).isEqualTo(Outcome.FAILED);
        assertThat(scratch()).isEmpty();
    }

    /** Puts other content into a snapshot together with its hash and size. */
    private void forge(SnapshotSummary snapshot, String name, byte[] content) throws IOException {
        Path place = laptop.folder(snapshot);
        String before = app.greenroom.storage.disk.Hashes.of(place.resolve(name));
        long size = Files.size(place.resolve(name));
        replace(place.resolve(name), content);
        String manifest = Files.readString(place.resolve("manifest.json"))
                .replace(before, app.greenroom.storage.disk.Hashes.of(place.resolve(name)))
                .replace(
                        "\"name\":\"" + name + "\",\"size\":" + size,
                        "\"name\":\"" + name + "\",\"size\":" + content.length);
        replace(place.resolve("manifest.json"), manifest.getBytes(StandardCharsets.UTF_8));
        replace(
                place.resolve("manifest.sha256"),
                (app.greenroom.storage.disk.Hashes.of(place.resolve("manifest.json")) + "  manifest.json\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private void replace(Path file, byte[] content) throws IOException {
        Path fresh = Files.write(folder.resolve("fresh"), content);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aFileThatRottedIsFoundOnTheServer() throws Exception {
        SnapshotSummary snapshot = laptop.create();
        replace(laptop.folder(snapshot).resolve("media/logo.png"), "A LOGO".getBytes(StandardCharsets.UTF_8));
        DrillReport report = drill();
        assertThat(report.checks())
                .filteredOn(check -> check.code() == Code.MEDIA)
                .extracting(Check::outcome, Check::expected, Check::found, Check::detail)
                .containsExactly(tuple(Outcome.FAILED, "2", "1", "media/logo.png"));
    }

    @Test
    void aDumpThatRottedIsNotRestored() throws Exception {
        SnapshotSummary snapshot = laptop.create();
        byte[] dump = Files.readAllBytes(laptop.folder(snapshot).resolve("database.sqlite3"));
        dump[dump.length - 1] ^= 1;
        replace(laptop.folder(snapshot).resolve("database.sqlite3"), dump);
        DrillReport report = drill();
        assertThat(outcome(report, Code.DATABASE)).isEqualTo(Outcome.FAILED);
        assertThat(report.checks()).extracting(Check::code).doesNotContain(Code.EVENTS, Code.HEALTHCHECK);
        assertThat(scratch()).isEmpty();
    }

    @Test
    void aMissingFileIsSaidAndTheRestIsTriedAllTheSame() throws Exception {
        SnapshotSummary snapshot = laptop.create();
        Files.delete(laptop.folder(snapshot).resolve("media/avatars/one.jpg"));
        DrillReport report = laptop.drills().drill(Laptop.NAME, Optional.of(snapshot.id()), TaskContext.quiet());
        assertThat(report.checks())
                .filteredOn(check -> check.code() == Code.SNAPSHOT)
                .extracting(Check::outcome, Check::expected, Check::found, Check::detail)
                .containsExactly(tuple(Outcome.FAILED, "9", "8", "media/avatars/one.jpg"));
        assertThat(outcome(report, Code.EVENTS)).isEqualTo(Outcome.PASSED);
    }

    @Test
    void withoutADumpThereIsNothingToTry() throws Exception {
        SnapshotSummary snapshot = laptop.create();
        Files.delete(laptop.folder(snapshot).resolve("database.sqlite3"));
        assertThat(catchThrowableOfType(
                                OperationFailedException.class,
                                () -> laptop.drills()
                                        .drill(Laptop.NAME, Optional.of(snapshot.id()), TaskContext.quiet()))
                        .reason())
                .isEqualTo(FailureReason.SNAPSHOT_DAMAGED);
        assertThat(refusal()).as("no usable one is left").isEqualTo(FailureReason.SNAPSHOT_UNKNOWN);
    }

    @Test
    void refusesADumpOfANewerPostgresqlBeforeAnythingIsMade() throws Exception {
        site.onPostgresql(false);
        site.standIn("psql", "cat > /dev/null &", "echo done; exec sleep 60");
        site.standIn(
                "pg_dump",
                "if [ \"$1\" = --version ]; then echo 'pg_dump (PostgreSQL) 17.6'; exit; fi",
                "exec cat " + Path.of("src/test/resources/dumps/s17-zstd.dump").toAbsolutePath());
        laptop.create();
        String server = "version|150003|^size|1000|^locale|C|C^encoding|UTF8|^role|pretalx|true^live|pretalx db|";
        site.standIn("psql", "printf '" + server.replace("|", "\\037").replace("^", "\\036") + "\\n'");
        site.standIn("pg_restore", "echo 'pg_restore (PostgreSQL) 15.3 (Debian 15.3-1)'");
        OperationFailedException refused = catchThrowableOfType(OperationFailedException.class, this::drill);
        assertThat(refused.reason()).isEqualTo(FailureReason.DUMP_NEWER);
        assertThat(refused.arguments()).containsExactly("17", "15");
        assertThat(scratch()).isEmpty();
    }
}
