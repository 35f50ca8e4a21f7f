package app.greenroom.operation.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements for PostgreSQL: names and values are quoted, and a copy gets every trait of its original. */
class PostgresqlStatementsTest {
    @TempDir
    private Path folder;

    private LaidOutProgram program;

    @BeforeEach
    void layOut() throws IOException {
        program = LaidOutProgram.in(folder);
    }

    @Test
    void grantsAreRepeatedWithTheirOptionsForEveryKindOfName() throws Exception {
        assertThat(said("grants('copy', 'pretalx', ['=T/pretalx', 'pretalx=CTc/pretalx', 'reporting=c*/pretalx',"
                        + " '\"Odd Role\"=C/pretalx'])"))
                .isEqualToIgnoringWhitespace("""
                    REVOKE ALL ON DATABASE "copy" FROM PUBLIC
                    REVOKE ALL ON DATABASE "copy" FROM "pretalx"
                    GRANT TEMPORARY ON DATABASE "copy" TO PUBLIC
                    GRANT CREATE ON DATABASE "copy" TO "pretalx"
                    GRANT TEMPORARY ON DATABASE "copy" TO "pretalx"
                    GRANT CONNECT ON DATABASE "copy" TO "pretalx"
                    GRANT CONNECT ON DATABASE "copy" TO "reporting" WITH GRANT OPTION
                    GRANT CREATE ON DATABASE "copy" TO "Odd Role"
                    """);
    }

    @Test
    void settingsAreRepeatedListsAsTheyAreKept() throws Exception {
        assertThat(said("to_repeat('copy', 'o', 'setting', 'work_mem=8MB', '')"
                        + " + postgresql.to_repeat('copy', 'o', 'setting', 'search_path=public, \"$user\"', '')"
                        + " + postgresql.to_repeat('copy', 'o', 'setting', 'my.text=it\\'s=odd', 'reporting')"
                        + " + postgresql.to_repeat('copy', 'o', 'limit', '50', '')"
                        + " + postgresql.to_repeat('copy', 'o', 'comment', 'the site\\'s', '')"))
                .isEqualToIgnoringWhitespace("""
                    ALTER DATABASE "copy" SET "work_mem" TO '8MB'
                    ALTER DATABASE "copy" SET "search_path" TO public, "$user"
                    ALTER ROLE "reporting" IN DATABASE "copy" SET "my.text" TO 'it''s=odd'
                    ALTER DATABASE "copy" CONNECTION LIMIT 50
                    COMMENT ON DATABASE "copy" IS 'the site''s'
                    """);
    }

    @Test
    void oddNamesAreQuoted() throws Exception {
        assertThat(said("name('a\"b')]+[postgresql.literal('it\\'s')")).isEqualTo("\"a\"\"b\"\n'it''s'");
    }

    @Test
    void aLongNameLeavesRoomForTheStampWhateverItsLetters() throws Exception {
        String name = program.run("""
            import postgresql, surroundings
            upgrade = surroundings.Change()
            upgrade.notes.put(site={"database": {"name": "\\u00e4" * 31}})
            name = postgresql.other_name(upgrade, "before")
            assert len(name.encode()) <= 63
            print(name.encode("unicode_escape").decode())
            """);
        assertThat(name).startsWith("\\xe4\\xe4").endsWith("_before_20261124120000");
    }

    private String said(String call) throws IOException, InterruptedException {
        String list = call.startsWith("name") ? "[postgresql." + call + "]" : "postgresql." + call;
        return program.run("import postgresql\nprint('\\n'.join(" + list + "))");
    }
}
