package app.greenroom.operation.restore;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.restore.RestorePart;
import app.greenroom.operation.window.LaidOutProgram;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Database, uploaded files, secret and configuration change places whole or not at all, wherever the power is cut: before
 * every rename on the way there, and before every rename on the way back.
 */
class RestoreCutTest {
    /** A site with an SQLite database and its journal, and everything of a snapshot laid ready beside it. */
    static final String SITE = """
        import hashlib, json, os, shutil, sqlite3, sys
        import surroundings, staging, databases, uploads, secretfile, siteconfig, services, swaps
        HERE = os.path.realpath(".")
        staging.folder_of = lambda change: HERE + "/staging"
        siteconfig.folder_of = lambda change: HERE + "/kept"
        siteconfig.settle = lambda items, strict: None
        surroundings.Change.switch = lambda self: {}
        surroundings.Change.give = lambda self, path: None
        PARTS = [databases, uploads, secretfile, siteconfig]

        def write(path, text):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as file:
                file.write(text)

        def database(path, title):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            connection = sqlite3.connect(path)
            connection.executescript("CREATE TABLE event_event (title); CREATE TABLE submission_submission (x);"
                                     "CREATE TABLE person_user (x); INSERT INTO event_event VALUES ('%s')" % title)
            connection.close()

        def entry(number, role, path, came=True):
            with open(HERE + ("/mediastaging/" if role == "MEDIA" else "/staging/") + str(number), "rb") as file:
                content = file.read()
            return [number, role, path, len(content), 1_000_000_000, 0o640, hashlib.sha256(content).hexdigest(), came]

        def lay_out(prepared=True):
            for name in ("data", "staging", "mediastaging", "kept", "etc"):
                shutil.rmtree(HERE + "/" + name, ignore_errors=True)
                os.mkdir(HERE + "/" + name)
            if os.path.exists(surroundings.NOTES):
                os.unlink(surroundings.NOTES)
            database(HERE + "/data/db.sqlite3", "present")
            write(HERE + "/data/db.sqlite3-journal", "of the present one")
            write(HERE + "/data/media/a/logo.png", "present")
            write(HERE + "/data/.secret", "present")
            write(HERE + "/etc/pretalx.cfg", "[site]\\n# present\\n")
            database(HERE + "/staging/0", "restored")
            write(HERE + "/staging/1", "restored")
            write(HERE + "/staging/2", "[site]\\n# restored\\n")
            write(HERE + "/staging/3", "[site]\\n# was missing\\n")
            write(HERE + "/mediastaging/4", "restored")
            entries = [entry(0, "DATABASE", "database.sqlite3"), entry(1, "SECRET", HERE + "/data/.secret"),
                       entry(2, "SERVER", HERE + "/etc/pretalx.cfg"), entry(3, "SERVER", HERE + "/etc/more.cfg"),
                       entry(4, "MEDIA", "a/logo.png")]
            write(HERE + "/staging/entries", "".join(json.dumps(each) + "\\n" for each in entries))
            change = surroundings.Change()
            change.parameters.update(databaseKind="sqlite", counts={"events": 1}, secretFile=HERE + "/data/.secret",
                                     mediaStaging=HERE + "/mediastaging", places=[HERE + "/etc/"], crontab=False, schedules=[])
            surroundings.write_durably(os.path.join(surroundings.JOB, "change.json"), json.dumps(change.parameters))
            change.notes.put(site={"database": {"kind": "sqlite", "name": HERE + "/data/db.sqlite3"},
                                   "media": HERE + "/data/media"})
            if not prepared:
                return
            for part in (databases, secretfile, siteconfig):
                part.prepare(change)
            uploads.build(change)

        def forwards():
            change = surroundings.Change()
            for part in PARTS:
                part.put(change)

        def backwards():
            change = surroundings.Change()
            for part in reversed(PARTS):
                part.put_back(change, False)

        def cut_after(renames, work):
            \"""Whether the work was cut before one of its renames; it is done by a process that ends there at once.\"""
            child = os.fork()
            if child == 0:
                left = [renames]
                for name in ("rename", "replace"):
                    really = getattr(os, name)
                    def cut(source, target, really=really):
                        # notes are the journal of the work, and are always written whole
                        if not str(target).startswith(surroundings.JOB):
                            if not left[0]:
                                os._exit(9)
                            left[0] -= 1
                        really(source, target)
                    setattr(os, name, cut)
                work()
                os._exit(0)
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9

        def text(path):
            if not os.path.exists(path):
                return "nothing"
            with open(path, errors="replace") as file:
                return file.read().strip()

        def state():
            connection = sqlite3.connect("file:%s/data/db.sqlite3?mode=ro&immutable=1" % HERE, uri=True)
            title = connection.execute("SELECT title FROM event_event").fetchone()[0]
            connection.close()
            return (title, text(HERE + "/data/db.sqlite3-journal"), text(HERE + "/data/media/a/logo.png"), text(HERE + "/data/.secret"),
                    text(HERE + "/etc/pretalx.cfg"), text(HERE + "/etc/more.cfg"))

        PRESENT = ("present", "of the present one", "present", "present", "[site]\\n# present", "nothing")
        RESTORED = ("restored", "nothing", "restored", "restored", "[site]\\n# restored", "[site]\\n# was missing")

        def require(found, wanted, where):
            if found != wanted:
                raise SystemExit("%s: %s instead of %s" % (where, found, wanted))
        sys.stdout = open(os.devnull, "w")
        """;

    private static final String END = "\nsys.stdout = sys.__stdout__\nprint(cuts)\n";

    @TempDir
    private Path folder;

    private LaidOutProgram program;

    @BeforeEach
    void layOut() throws Exception {
        program = LaidOutProgram.of(
                folder,
                RestoreSteps.of(RestoreStepsTest.inputs(EnumSet.allOf(RestorePart.class)))
                        .files());
    }

    @Test
    void whereverTheWayThereIsCutTheUndoBringsThePresentStateBack() throws Exception {
        int cuts = run("""
            cuts = 0
            while True:
                lay_out()
                require(state(), PRESENT, "laid out")
                if not cut_after(cuts, forwards):
                    require(state(), RESTORED, "put")
                    backwards()
                    require(state(), PRESENT, "put back")
                    break
                backwards()
                require(state(), PRESENT, "cut before rename %d" % cuts)
                backwards()
                require(state(), PRESENT, "put back twice, cut before rename %d" % cuts)
                cuts += 1
            """);
        assertThat(cuts).as("renames on the way there").isGreaterThan(8);
    }

    @Test
    void whereverTheWayThereIsCutItCanAlsoBeGoneToItsEnd() throws Exception {
        int cuts = run("""
            cuts = 0
            while True:
                lay_out()
                if not cut_after(cuts, forwards):
                    break
                forwards()
                require(state(), RESTORED, "resumed after rename %d" % cuts)
                cuts += 1
            """);
        assertThat(cuts).isGreaterThan(8);
    }

    @Test
    void whereverTheWayBackIsCutItCanBeRepeated() throws Exception {
        int cuts = run("""
            cuts = 0
            while True:
                lay_out()
                forwards()
                write(HERE + "/data/db.sqlite3-journal", "of the restored one")
                if not cut_after(cuts, backwards):
                    require(state(), PRESENT, "put back")
                    break
                backwards()
                require(state(), PRESENT, "cut before rename %d of the way back" % cuts)
                cuts += 1
            """);
        assertThat(cuts).as("renames on the way back").isGreaterThan(8);
    }

    private int run(String scenario) throws Exception {
        return Integer.parseInt(program.run(SITE + scenario + END));
    }
}
