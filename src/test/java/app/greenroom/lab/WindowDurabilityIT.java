package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.job.JobClient;
import app.greenroom.operation.window.LaidOutProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the window relies on after a power cut is on the disk as soon as its program says so: safety copy, notes, switched
 * names, and what makes the next boot undo. An ext4 image is copied at that moment; a killed container keeps what was never
 * written. Needs root.
 */
class WindowDurabilityIT {
    @TempDir
    Path folder;

    private CuttableDisk disk;

    @BeforeEach
    void mount() throws Exception {
        disk = new CuttableDisk(folder);
    }

    @AfterEach
    void unmount() {
        disk.close();
    }

    @Test
    void theSafetyCopyOfADatabaseAndWhatIsKnownOfIt() throws Exception {
        LaidOutProgram program = LaidOutProgram.in(disk.place());
        program.run("""
            import os, sqlite3, surroundings
            os.mkdir("data")
            surroundings.Change().notes.put(site={"database": {"kind": "sqlite", "name": os.path.abspath("data/db.sqlite3")}})
            database = sqlite3.connect("data/db.sqlite3")
            database.executescript("CREATE TABLE talk (title); INSERT INTO talk VALUES ('first')")
            """);
        disk.sync();
        program.run("""
            import sqlite, sqlite3, surroundings
            change = surroundings.Change()
            sqlite.copy(change)
            change.notes.put(migrating=["2026.1.2"])
            database = sqlite3.connect("data/db.sqlite3")
            database.executescript("PRAGMA synchronous=OFF; UPDATE talk SET title = 'second'")
            """);
        disk.cut();
        assertThat(program.run("""
            import sqlite, sqlite3, surroundings
            change = surroundings.Change()
            print(change.notes.get("migrating"))
            sqlite.put_back(change)
            """)).startsWith("['2026.1.2']");
        disk.cut();
        assertThat(program.run("""
            import sqlite3
            print(sqlite3.connect("data/db.sqlite3").execute("SELECT title FROM talk").fetchall())
            """)).isEqualTo("[('first',)]");
    }

    @Test
    void theSwitchOfTheEnvironmentAndItsUndo() throws Exception {
        LaidOutProgram program = LaidOutProgram.in(disk.place());
        String look = "print(os.path.islink('venv'), os.listdir('venv'), os.path.lexists('venvs/old'))\n";
        program.run("""
            import os, surroundings
            os.makedirs("venv/of-old"); os.makedirs("venvs/new/of-new")
            surroundings.Change().notes.put(identity=surroundings.identity("venv"))
            """);
        disk.sync();
        program.run("""
            import trees
            trees.take_place("venv", "venvs/old", "venvs/new")
            """);
        disk.cut();
        assertThat(program.run("import os\n" + look)).isEqualTo("True ['of-new'] True");
        program.run("""
            import surroundings, trees
            trees.give_back("venv", "venvs/old", None, surroundings.Change().notes.get("identity"))
            """);
        disk.cut();
        assertThat(program.run("import os\n" + look)).isEqualTo("False ['of-old'] False");
    }

    @Test
    void aLinkThatIsTurned() throws Exception {
        LaidOutProgram program = LaidOutProgram.in(disk.place());
        program.run("""
            import os
            os.makedirs("venvs/old"); os.makedirs("venvs/new"); os.symlink("venvs/old", "venv")
            """);
        disk.sync();
        program.run("""
            import trees
            trees.point("venv", "venvs/new")
            """);
        disk.cut();
        assertThat(Files.readSymbolicLink(disk.place().resolve("venv"))).hasToString("venvs/new");
    }

    @Test
    void whatLetsTheNextBootUndoAndThatItNeedNot() throws Exception {
        LaidOutProgram program = LaidOutProgram.of(
                disk.place(),
                Stream.of("arming", "files", "service")
                        .collect(Collectors.toMap(name -> name + ".py", WindowDurabilityIT::partOfRunner)));
        String begin = """
            import os, types, arming, service
            service.systemd_runs = lambda root: True
            service.reload = lambda: True
            top = os.getcwd()
            arming.SYSTEM, arming.FLAGS = top + "/system", top + "/flags"
            plan = {"bootUndo": {"from": "quiet", "until": "open", "holds": ["pretalx-web.service"], "mounts": []}}
            one = arming.Arming(types.SimpleNamespace(id="one", base=top, root="", folder=top + "/job", plan=lambda: plan))
            """;
        program.run("import os\nos.mkdir('system')");
        disk.sync();
        program.run(begin + "one.arm('/usr/bin/python3')\n");
        disk.cut();
        assertThat(program.run(begin + """
            print(one.armed(), [os.path.getsize(path) > 300 for path in one.links()])
            """)).isEqualTo("True [True, True]");
        program.run(begin + "one.disarm()\n");
        disk.cut();
        assertThat(program.run(begin + "print(one.armed())\n")).isEqualTo("False");
    }

    private static String partOfRunner(String name) {
        try (InputStream stream =
                Objects.requireNonNull(JobClient.class.getResourceAsStream("runner/" + name + ".py"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
