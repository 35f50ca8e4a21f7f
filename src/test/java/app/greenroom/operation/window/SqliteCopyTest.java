package app.greenroom.operation.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An SQLite database is copied and put back together with its journal, after any part of a put-back. */
class SqliteCopyTest {

    @TempDir
    private Path folder;

    private LaidOutProgram program;

    @BeforeEach
    void layOut() throws Exception {
        program = LaidOutProgram.in(folder);
        program.run("""
            import os, sqlite3, surroundings
            os.mkdir("data")
            surroundings.Change().notes.put(site={"database": {"kind": "sqlite", "name": os.path.abspath("data/db.sqlite3")}})
            database = sqlite3.connect("data/db.sqlite3")
            database.executescript("CREATE TABLE talk (title); INSERT INTO talk VALUES ('first')")
            """);
    }

    @Test
    void aDatabaseWithTheJournalOfAKilledProgramIsCopiedWithItAndReadsAsBefore() throws Exception {
        // what a program leaves that is killed between writing pages and committing
        program.run("""
            import os, sqlite3
            if os.fork() == 0:
                database = sqlite3.connect("data/db.sqlite3", isolation_level=None)
                database.execute("PRAGMA cache_size=1"); database.execute("BEGIN IMMEDIATE")
                for number in range(2000):
                    database.execute("INSERT INTO talk VALUES (?)", (str(number) * 50,))
                os._exit(9)
            os.wait()
            """);
        assertThat(folder.resolve("data/db.sqlite3-journal")).isNotEmptyFile();
        copy();
        assertThat(set("before").resolve("db.sqlite3-journal")).isNotEmptyFile();

        migrate();
        putBack();

        assertThat(titles("data/db.sqlite3")).isEqualTo("[('first',)]");
    }

    @Test
    void theFailedDatabaseIsKept() throws Exception {
        copy();
        migrate();
        putBack();

        assertThat(titles("data/db.sqlite3")).isEqualTo("[('first',)]");
        assertThat(titles(set("failed").resolve("db.sqlite3").toString())).isEqualTo("[('second',)]");
    }

    @Test
    void puttingBackTwiceIsPuttingBackOnce() throws Exception {
        copy();
        migrate();
        putBack();
        putBack();

        assertThat(titles("data/db.sqlite3")).isEqualTo("[('first',)]");
        assertThat(titles(set("failed").resolve("db.sqlite3").toString())).isEqualTo("[('second',)]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void puttingBackGoesOnWhereverItWasCut(int renames) throws Exception {
        copy();
        migrate();
        Files.writeString(folder.resolve("data/db.sqlite3-journal"), "of the failed one");
        Files.writeString(set("before").resolve("db.sqlite3-journal"), "");
        program.run("""
            import os, sqlite, surroundings
            really, left = os.rename, [%d]
            def rename(*places):
                if not left[0]:
                    os._exit(0)
                left[0] -= 1
                really(*places)
            os.rename = rename
            sqlite.put_back(surroundings.Change())
            """.formatted(renames));

        putBack();

        assertThat(titles("data/db.sqlite3")).isEqualTo("[('first',)]");
        assertThat(set("failed").resolve("db.sqlite3-journal")).hasContent("of the failed one");
        assertThat(set("failed").resolve("db.sqlite3")).isNotEmptyFile();
    }

    @Test
    void aCopyThatIsWrittenToMeanwhileIsMadeAgain() throws Exception {
        String said = program.run("""
            import sqlite, sqlite3, surroundings
            really, wrote = sqlite.copy_file, []
            def copy_file(source, target):
                really(source, target)
                if not wrote:
                    wrote.append(1)
                    database = sqlite3.connect("data/db.sqlite3")
                    database.execute("INSERT INTO talk VALUES ('late')"); database.commit()
            sqlite.copy_file = copy_file
            sqlite.copy(surroundings.Change())
            """);

        assertThat(said).contains("once more");
        assertThat(titles(set("before").resolve("db.sqlite3").toString())).isEqualTo("[('first',), ('late',)]");
    }

    private void copy() throws IOException, InterruptedException {
        program.run("import sqlite, surroundings; sqlite.copy(surroundings.Change())");
    }

    private void migrate() throws IOException, InterruptedException {
        program.run("""
            import os, sqlite3
            for end in ("", "-journal"):
                if os.path.exists("data/db.sqlite3" + end): os.unlink("data/db.sqlite3" + end)
            sqlite3.connect("data/db.sqlite3").executescript("CREATE TABLE talk (title); INSERT INTO talk VALUES ('second')")
            """);
    }

    private void putBack() throws IOException, InterruptedException {
        program.run("import sqlite, surroundings; sqlite.put_back(surroundings.Change())");
    }

    private Path set(String word) {
        return folder.resolve("data").resolve("db.sqlite3-" + word + "-20261124120000");
    }

    private String titles(String path) throws IOException, InterruptedException {
        return program.run(
                "import sqlite3; print(sqlite3.connect(%s).execute('SELECT title FROM talk ORDER BY title').fetchall())"
                        .formatted("'" + path + "'"));
    }
}
