package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts.Counts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dumps of PostgreSQL by the real program of ours, with stand-ins for pg_dump and psql; the lab tries the real ones. */
class PostgresqlDumpTest {
    private static final String SAMPLE =
            Path.of("src/test/resources/dumps/s17-zstd.dump").toAbsolutePath().toString();

    @TempDir
    Path folder;

    private SampleSite site;
    private Laptop laptop;

    @BeforeEach
    void makeSite() throws IOException {
        site = new SampleSite(folder.resolve("server")).onPostgresql(false);
        laptop = new Laptop(folder.resolve("library"), site);
        psql(
                "cat > /dev/null &",
                "printf 'snapshot\\t00000003-1B-1\\nversion\\t17.6 (Debian)\\nevents\\t2\\nproposals\\t3\\n'",
                "printf 'users\\t4\\ndone\\n'; exec sleep 60");
        pgDump("17.6", "exec cat " + SAMPLE);
    }

    private void psql(String... lines) throws IOException {
        site.standIn("psql", lines);
    }

    private void pgDump(String version, String... lines) throws IOException {
        site.standIn(
                "pg_dump",
                "if [ \"$1\" = --version ]; then echo 'pg_dump (PostgreSQL) " + version + "'; exit; fi",
                "echo \"$*|$PGDATABASE|$PGHOST|$PGUSER|$PGPASSWORD\" >> " + folder.resolve("calls"),
                String.join("\n", lines));
    }

    private String calls() throws IOException {
        return Files.readString(folder.resolve("calls"));
    }

    private OperationFailedException failure() {
        return catchThrowableOfType(OperationFailedException.class, laptop::create);
    }

    @Test
    void isTheWholeDumpOfTheStateInWhichWasCounted() throws Exception {
        SnapshotSummary summary = laptop.create();
        assertThat(laptop.folder(summary).resolve("database.dump")).hasSameBinaryContentAs(Path.of(SAMPLE));
        assertThat(laptop.verify(summary.id()).problems()).isEmpty();
        assertThat(summary.head().orElseThrow().counts()).contains(new Counts(2, 3, 4));
        assertThat(summary.head().orElseThrow().origin().databaseVersion()).isEqualTo("17.6");
        assertThat(calls())
                .isEqualTo("--format=custom --no-password --compress=zstd:1 --snapshot=00000003-1B-1|pretalx"
                        + " db||pretalx|\n");
    }

    @Test
    void anOlderToolCompressesAsItDoesByItself() throws Exception {
        pgDump("15.4", "exec cat " + SAMPLE);
        laptop.create();
        assertThat(calls()).startsWith("--format=custom --no-password --snapshot=");
    }

    @Test
    void aToolBuiltWithoutZstdIsAskedAgainWithoutIt() throws Exception {
        pgDump(
                "17.6",
                "case \"$*\" in *zstd*) echo 'pg_dump: error: this build does not support compression with ZSTD' >&2;"
                        + " exit 1;; esac",
                "exec cat " + SAMPLE);
        assertThat(laptop.verify(laptop.create().id()).problems()).isEmpty();
        assertThat(calls()).hasLineCount(2);
    }

    @Test
    void aDumpThatFailsInTheMiddleIsNeverWhole() throws Exception {
        pgDump("17.6", "head -c 4000 " + SAMPLE, "echo 'pg_dump: error: connection lost' >&2; exit 1");
        OperationFailedException failure = failure();
        assertThat(failure.reason()).isEqualTo(FailureReason.COMMAND_FAILED);
        assertThat(failure).hasMessageContaining("connection lost");
        assertThat(failure.arguments()).first().isEqualTo("pg_dump");
        assertThat(laptop.shelf().list()).isEmpty();
        assertThat(calls()).hasLineCount(1);
    }

    @Test
    void aDumpKilledInTheMiddleIsNeverWhole() throws Exception {
        pgDump("17.6", "head -c 4000 " + SAMPLE, "kill -9 $$");
        assertThat(failure().reason()).isEqualTo(FailureReason.COMMAND_FAILED);
        assertThat(laptop.shelf().list()).isEmpty();
    }

    @Test
    void aDumpOfNothingIsNoDump() throws Exception {
        pgDump("17.6", "exit 0");
        assertThat(failure().reason()).isEqualTo(FailureReason.ANSWER_UNREADABLE);
        assertThat(laptop.shelf().list()).isEmpty();
    }

    @Test
    void withoutPsqlNothingIsCounted() throws Exception {
        psql("echo 'psql: error: connection refused' >&2; exit 2");
        SnapshotSummary summary = laptop.create();
        assertThat(summary.head().orElseThrow().counts()).isEmpty();
        assertThat(calls()).doesNotContain("--snapshot");
    }

    @Test
    void thePasswordStaysOnTheServerAndOffEveryCommandLine() throws Exception {
        site.onPostgresql(true);
        site.write("lib/pretalx/__init__.py", "");
        site.write(
                "lib/pretalx/settings.py",
                "DATABASES = {'default': {'NAME': 'real name', 'HOST': 'db.internal', 'PORT': '', 'USER': 'role',"
                        + " 'PASSWORD': 'pass word', 'OPTIONS': {'sslmode': 'require'}}}");
        site.write("lib/django/__init__.py", "");
        site.write("lib/django/conf.py", "import pretalx.settings as settings");
        SnapshotSummary summary = laptop.create();

        assertThat(calls()).endsWith("|real name|db.internal|role|pass word\n");
        assertThat(calls().substring(0, calls().indexOf('|'))).doesNotContain("pass word");
        try (Stream<Path> files = Files.walk(laptop.folder(summary))) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                            .doesNotContain("pass word"));
        }
        assertThat(laptop.folder(summary).resolve("RESTORE.txt"))
                .content()
                .contains("It asks for the database password")
                .contains("The database lies on db.internal");
    }

    @Test
    void settingsThatCannotBeReadAreSaid() {
        site.onPostgresql(true);
        OperationFailedException failure = failure();
        assertThat(failure.reason()).isEqualTo(FailureReason.COMMAND_FAILED);
        assertThat(failure).hasMessageContaining("settings cannot be read");
    }
}
