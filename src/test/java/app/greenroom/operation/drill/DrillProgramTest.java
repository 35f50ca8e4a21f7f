package app.greenroom.operation.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.backup.DrillReport.Code;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.backup.SnapshotManifest.Source;
import app.greenroom.domain.backup.SnapshotManifest.Stored;
import app.greenroom.domain.backup.SourcePath;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.operation.backup.BadAnswerException;
import app.greenroom.support.LocalHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program of a drill in parts, the sample that it is sent, and answers that nobody should trust. */
class DrillProgramTest {
    private static final Path RESOURCES = Path.of("src/main/resources/app/greenroom/operation");

    /** What a program says that has the modules of a drill at hand; standard output itself belongs to their frames. */
    private static String python(String program) throws IOException, InterruptedException {
        String begin = "import os, sys; sys.dont_write_bytecode = True; said = os.fdopen(os.dup(1), 'w')\n"
                + "sys.path += ['" + RESOURCES.resolve("drill") + "', '" + RESOURCES.resolve("backup/server") + "']\n"
                + "import scratch, database, wire, subprocess\n";
        Process process = new ProcessBuilder(LocalHost.python(), "-c", begin + program)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }

    @Test
    void aRestoreIsEndedBeforeItFillsTheDisk() throws Exception {
        assertThat(python("""
            server = database.Postgresql.__new__(database.Postgresql)
            server.watched, database.LOOK_EVERY, left = "/data", 0.01, [1 << 40, 1 << 40, 1]
            scratch.free_at = lambda path: left.pop(0)
            process = subprocess.Popen(["sleep", "600"])
            try:
                server.watch(process)
            except wire.Refused as refused:
                print(refused.reason, refused.detail, process.poll(), file=said)
            """)).isEqualTo("SERVER_DISK_FULL pg_restore was ended before it filled /data -9");
    }

    @Test
    void nothingIsMadeWhereThereIsNoRoomToSpare() throws Exception {
        assertThat(python("""
            scratch.free_at = lambda path: (600 << 20)
            for need in (50 << 20, 100 << 20):
                try:
                    scratch.require_room("/", need, "it")
                    print("room", file=said)
                except wire.Refused as refused:
                    print(refused.reason, file=said)
            """)).isEqualTo("room\nSERVER_DISK_FULL");
    }

    @Test
    void onlyADatabaseWithTheNameOfADrillIsEverDropped() throws Exception {
        assertThat(python("""
            server = database.Postgresql.__new__(database.Postgresql)
            users = [[["0"]], [["1"]]]  # somebody is still making it at first
            def ask(statement):
                if "terminate" not in statement:
                    print(statement.partition(" FROM")[0], file=said)
                return users.pop() if "count" in statement else []
            server.as_maker = ask
            server.drop("greenroom_drill_20261124120000_abcdefgh")
            for name in ("pretalx", "postgres", "", 'x"; DROP DATABASE pretalx; --'):
                try:
                    server.drop(name)
                except database.Trouble as trouble:
                    print("refused", file=said)
            """)).isEqualTo("""
                SELECT count(*)
                SELECT count(*)
                DROP DATABASE IF EXISTS "greenroom_drill_20261124120000_abcdefgh"
                refused
                refused
                refused
                refused\
                """);
    }

    @Test
    void leftoversAreTakenForOursOnlyIfNameMarkAndFolderAgree() throws Exception {
        assertThat(python("""
            here, gone = scratch.socket.gethostname(), "/var/tmp/greenroom-drill-20261101120000-abcdefgh"
            name, mark = "greenroom_drill_20261101120000_abcdefgh", "Greenroom drill %s on %s, may be dropped"
            rows = [
                [name, mark % (gone, here), "0"],
                ["greenroom_drill_keep_this", "", "0"],
                ["greenroom_drill_20261101120000_bcdefghi", mark % (gone, here), "0"],
                [name, mark % ("/", here), "0"],
                [name, mark % (gone, "elsewhere"), "1"],
                [name, mark % (gone, "elsewhere"), "0"],
            ]
            server = database.Postgresql.__new__(database.Postgresql)
            server.drop = lambda name: None
            for row in rows:
                server.ask = lambda *statements: [row]
                print(len(server.remove_leftovers()), end=" ", file=said)
            """)).isEqualTo("1 0 0 0 0 1");
    }

    @Test
    void noNameLeadsOutOfTheScratchFolder() throws Exception {
        assertThat(python("""
            import tempfile, shutil
            outer = tempfile.mkdtemp()
            place = scratch.Scratch.__new__(scratch.Scratch)
            place.name, place.owner, place.path = "inner", None, outer + "/inner"
            place.make()
            os.symlink(outer, outer + "/inner/link")
            for path in ("../x", "/x", "a/../../x", "link/x", "a//x", "", "a/", "nul\\0", "lock"):
                try:
                    place.create(path).close()
                    print("made", path, file=said)
                except (wire.Refused, OSError, ValueError):
                    pass
            place.write("data/media/a picture", b"fine")
            print(sorted(os.listdir(outer)), sorted(os.listdir(outer + "/inner/data/media")), file=said)
            shutil.rmtree(outer)
            """)).isEqualTo("['inner'] ['a picture']");
    }

    private static Entry media(int number, long size) {
        String hash = "0".repeat(64);
        return new Entry(
                Role.MEDIA,
                new Source(SourcePath.of(number + ".png"), size, 1, 0644, hash),
                new Stored("media/" + number + ".png", size, hash));
    }

    @Test
    void aSampleIsBoundedAndTheSameForTheSameSeed() {
        List<Entry> many = new ArrayList<>(
                IntStream.range(0, 5000).mapToObj(i -> media(i, 1000)).toList());
        assertThat(DrillSample.of(many, 1)).hasSize(DrillSample.MOST_FILES).isEqualTo(DrillSample.of(many, 1));
        assertThat(DrillSample.of(many, 2)).isNotEqualTo(DrillSample.of(many, 1));
        List<Entry> large =
                IntStream.range(0, 20).mapToObj(i -> media(i, 10L << 20)).toList();
        assertThat(DrillSample.of(large, 1)).hasSize(6);
        assertThat(DrillSample.of(List.of(media(1, 1L << 60)), 1)).isEmpty();
    }

    private static DrillAnswers hear(String lines) throws BadAnswerException {
        DrillAnswers answers = new DrillAnswers(phase -> {});
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += 7) {
            answers.accept(bytes, at, Math.min(7, bytes.length - at));
        }
        return answers;
    }

    @Test
    void hearsChecksRefusalsAndTheEnd() throws Exception {
        DrillAnswers answers = hear("{\"phase\":\"drill-site\"}\n{\"check\":\"PAGE\",\"outcome\":\"PASSED\","
                + "\"expected\":\"/\",\"found\":\"200\",\"detail\":\"a\\u001b[2J\"}\n{\"end\":true,\"left\":[]}\n");
        assertThat(answers.left()).contains(List.of());
        assertThat(answers.checks()).hasSize(1).allSatisfy(check -> {
            assertThat(check.code()).isEqualTo(Code.PAGE);
            assertThat(check.detail()).doesNotContain("\u001b");
        });
        assertThat(hear("{\"refused\":\"SERVER_DISK_FULL\",\"detail\":\"\",\"arguments\":[]}\n")
                        .refusal()
                        .orElseThrow()
                        .reason())
                .isEqualTo(FailureReason.SERVER_DISK_FULL);
        assertThat(hear("{\"refused\":\"HOST_KEY_CHANGED\",\"detail\":\"\",\"arguments\":[]}\n")
                        .refusal()
                        .orElseThrow()
                        .reason())
                .as("a reason that no server may give")
                .isEqualTo(FailureReason.INTERNAL);
        assertThat(hear("{\"end\":true").left()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello\n",
                "[]\n",
                "{}\n",
                "{\"check\":\"BADGE\",\"outcome\":\"PASSED\",\"expected\":\"\",\"found\":\"\",\"detail\":\"\"}\n",
                "{\"check\":\"PAGE\",\"outcome\":\"PROVEN\",\"expected\":\"\",\"found\":\"\",\"detail\":\"\"}\n",
                "{\"check\":\"PAGE\",\"outcome\":\"PASSED\",\"expected\":1,\"found\":\"\",\"detail\":\"\"}\n",
                "{\"phase\":\"view.title\"}\n",
                "{\"end\":true,\"left\":[]}\n{\"end\":true,\"left\":[]}\n",
                "{\"end\":true,\"left\":[1]}\n",
                "{\"refused\":\"X\",\"detail\":\"\",\"arguments\":[]}\n"
            })
    void refusesAnswersThatAreNone(String lines) {
        assertThatExceptionOfType(BadAnswerException.class).isThrownBy(() -> hear(lines));
    }

    @Test
    void refusesLinesWithoutAnEndAndChecksWithoutNumber() {
        assertThatExceptionOfType(BadAnswerException.class).isThrownBy(() -> hear("x".repeat(70_000)));
        String check = "{\"check\":\"PAGE\",\"outcome\":\"PASSED\",\"expected\":\"\",\"found\":\"\",\"detail\":\"\"}\n";
        assertThatExceptionOfType(BadAnswerException.class).isThrownBy(() -> hear(check.repeat(101)));
    }
}
