package app.greenroom.operation.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.support.LocalHost;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the look inside finds in a database and in folders that would stop an upgrade half-way. */
class ConditionsTest {
    private static final String DATABASE = """
        import sqlite3, sys, types
        base = sqlite3.connect(":memory:")
        base.executescript('''
            CREATE TABLE submission_submission (id integer PRIMARY KEY, state text);
            CREATE TABLE person_user (id integer PRIMARY KEY, email text);
            CREATE TABLE event_event (id integer PRIMARY KEY, slug text);
            CREATE TABLE submission_tag (id integer PRIMARY KEY, event_id integer, tag text);
            CREATE TABLE django_migrations (id integer PRIMARY KEY, app text, name text);
        ''')
        class Cursor:
            def __enter__(self):
                self.cursor = base.cursor()
                self.execute, self.fetchall = self.cursor.execute, self.cursor.fetchall
                return self
            def __exit__(self, *error):
                pass
        connection = types.SimpleNamespace(vendor="sqlite", cursor=Cursor)
        def row(connection, statement):
            return rows(connection, statement)[0]
        def normalized(name):
            return name.lower().replace("_", "-")
        def model(table, module):
            return types.SimpleNamespace(__module__=module, _meta=types.SimpleNamespace(db_table=table))
        models = [model(name, "pretalx.x") for name in (
            "submission_submission", "person_user", "event_event", "submission_tag")]
        def install(apps):
            sys.modules["django"] = types.ModuleType("django")
            sys.modules["django.apps"] = types.SimpleNamespace(apps=types.SimpleNamespace(
                get_models=lambda **which: apps))
        install(models)
        """;

    @TempDir
    private Path folder;

    @Test
    void rowsThatDifferInCaseOnlyAreTold() throws Exception {
        assertThat(run(DATABASE + """
            base.executemany("INSERT INTO person_user (email) VALUES (?)", [
                ("Kim@example.org",), ("kim@example.org",), ("other@example.org",), (None,), (None,)])
            base.executemany("INSERT INTO event_event (slug) VALUES (?)", [("conf",), ("CONF",), ("camp",)])
            base.executemany("INSERT INTO submission_tag (event_id, tag) VALUES (?, ?)", [
                (1, "new"), (1, "new"), (2, "new"), (1, "New")])
            print(duplicates(connection))
            """))
                .isEqualTo("[{'what': 'EMAIL', 'value': 'kim@example.org', 'rows': 2}, "
                        + "{'what': 'SLUG', 'value': 'conf', 'rows': 2}, {'what': 'TAG', 'value': 'new', 'rows': 2}]");
    }

    @Test
    void rowsThatNoRuleForbidsAreNot() throws Exception {
        assertThat(run(DATABASE + """
            base.execute("INSERT INTO person_user (email) VALUES ('kim@example.org')")
            print(duplicates(connection))
            """)).isEqualTo("[]");
    }

    @Test
    void tablesThatNoAppOwnsAreTold() throws Exception {
        assertThat(run(DATABASE + """
            base.executescript("CREATE TABLE pretalx_gone_page (x); INSERT INTO pretalx_gone_page VALUES (1), (2)")
            print(stray_tables(connection))
            """)).isEqualTo("[{'name': 'pretalx_gone_page', 'rows': 2}]");
    }

    @Test
    void rowsThatHoldOnToDeletedProposalsAreCountedForEveryoneButPretalx() throws Exception {
        assertThat(run(DATABASE + """
            base.executescript('''
                INSERT INTO submission_submission VALUES (1, 'deleted'), (2, 'accepted'), (3, 'deleted');
                CREATE TABLE gone_vote (id integer, talk integer REFERENCES submission_submission (id));
                INSERT INTO gone_vote VALUES (1, 1), (2, 3), (3, 2);
                CREATE TABLE schedule_slot (id integer, talk integer REFERENCES submission_submission (id));
                INSERT INTO schedule_slot VALUES (1, 1);
            ''')
            install(models + [model("schedule_slot", "pretalx.schedule.models")])
            print(deleted_proposals(connection))
            """))
                .isEqualTo("{'count': 2, 'references': [{'table': 'gone_vote', 'plugin': '', 'rows': 2}]}");
    }

    @Test
    void withoutDeletedProposalsNothingCanHoldOnToThem() throws Exception {
        assertThat(run(DATABASE + "print(deleted_proposals(connection))")).isEqualTo("{'count': 0, 'references': []}");
    }

    @Test
    void migrationsOfANewerVersionAreToldAndSquashedOnesAreNot() throws Exception {
        assertThat(run(DATABASE + """
            loader = types.SimpleNamespace(
                disk_migrations={("event", "0001_squashed"): 1, ("event", "0005_last"): 1},
                applied_migrations={("event", "0001_squashed"), ("event", "0003_gone"), ("event", "0006_newer"),
                                    ("removed_plugin", "0009_any")})
            for name in ("django.db", "django.db.migrations"):
                sys.modules[name] = types.ModuleType(name)
            sys.modules["django.db.migrations.executor"] = types.SimpleNamespace(
                MigrationExecutor=lambda connection: types.SimpleNamespace(loader=loader))
            print(ahead(connection))
            """)).isEqualTo("['event.0006_newer']");
    }

    @Test
    void foldersOfTheSiteAreWalkedForForeignFilesAndLinksAreNotFollowed() throws Exception {
        Path data = folder.resolve("data");
        Files.createDirectories(data.resolve("media/deep"));
        Files.writeString(data.resolve("media/deep/one"), "");
        Files.writeString(data.resolve("mine"), "");
        Files.createSymbolicLink(data.resolve("media/round"), data);
        assertThat(run("""
            import types
            settings = types.SimpleNamespace(DATA_DIR="data", MEDIA_ROOT="data/media", LOG_DIR="data/none",
                                             DATABASES={"default": {"ENGINE": "sqlite3", "NAME": "data/db"}})
            print(foreign_owners(settings), unwritable(settings))
            os.geteuid = lambda: 4321
            told = foreign_owners(settings)
            print(told["foreign"], told["complete"], sorted(os.path.basename(path) for path in told["examples"]))
            """))
                .isEqualToNormalizingNewlines("{'foreign': 0, 'complete': True, 'examples': []} []\n"
                        + "5 True ['deep', 'media', 'mine', 'one', 'round']");
    }

    @Test
    void aWalkThatTakesTooLongSaysSo() throws Exception {
        Files.createDirectories(folder.resolve("data/a"));
        assertThat(run("""
            import types
            ENOUGH_FILES = 0
            settings = types.SimpleNamespace(DATA_DIR="data", MEDIA_ROOT="data", LOG_DIR="data")
            print(foreign_owners(settings)["complete"])
            """)).isEqualTo("False");
    }

    private String run(String lines) throws IOException, InterruptedException {
        String conditions;
        try (InputStream stream = Objects.requireNonNull(Probe.class.getResourceAsStream("probe/conditions.py"))) {
            conditions = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        Process process = new ProcessBuilder(LocalHost.python(), "-B", "-")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().write((conditions + "\n" + lines).getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }
}
