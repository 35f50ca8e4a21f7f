package app.greenroom.operation.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.operation.window.LaidOutProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what an upgrade itself made is ever removed, and pip is asked for what fitted a release in its time. */
class EnvironmentsTest {
    @TempDir
    private Path folder;

    private LaidOutProgram program;

    @BeforeEach
    void layOut() throws Exception {
        program = LaidOutProgram.in(folder);
        Files.createDirectories(folder.resolve("venv"));
        Files.createDirectories(folder.resolve("venvs/2026.1.2/lib/python"));
        Files.writeString(folder.resolve("venvs/2026.1.2/lib/python/file"), "x");
        Files.writeString(folder.resolve("outside"), "x");
        Files.createSymbolicLink(folder.resolve("venvs/2026.1.2/lib/link"), Path.of("../../../outside"));
    }

    @Test
    void whatThisUpgradeBuiltIsRemovedAndThatCanBeDoneAgain() throws Exception {
        mark("upgrade-1");

        assertThat(remove()).isEmpty();
        assertThat(remove()).isEmpty();
        assertThat(folder.resolve("venvs/2026.1.2")).doesNotExist();
        assertThat(folder.resolve("outside")).exists();
    }

    @Test
    void whatAnotherUpgradeBuiltStays() throws Exception {
        mark("upgrade-0");

        assertThat(remove()).contains("was made by another upgrade");
        assertThat(folder.resolve("venvs/2026.1.2/lib/python/file")).exists();
    }

    @Test
    void whatNobodyMarkedStays() throws Exception {
        assertThat(remove()).contains("was not made by this upgrade");
        assertThat(folder.resolve("venvs/2026.1.2/lib/python/file")).exists();
    }

    @Test
    void theEnvironmentInUseStays() throws Exception {
        mark("upgrade-1");
        Files.delete(folder.resolve("venv"));
        Files.createSymbolicLink(folder.resolve("venv"), Path.of("venvs/2026.1.2"));

        assertThat(remove()).isEmpty();
        assertThat(folder.resolve("venvs/2026.1.2/lib/python/file")).exists();
    }

    @Test
    void onlyHopsBetweenAreInstalledAsOfADay() throws Exception {
        assertThat(asOf("True")).isEqualTo("['--uploaded-prior-to', '2026-07-08T00:00:00Z'] []");
        assertThat(asOf("False")).isEqualTo("[] []");
    }

    @Test
    void theFormerVersionIsFoundWhereverItLies() throws Exception {
        String said = program.run("""
            import os, hops, environments
            upgrade = hops.Upgrade()
            upgrade.live = os.path.abspath("venv")
            upgrade.ask = lambda *arguments: {}
            upgrade.look_around()
            print(os.path.relpath(upgrade.old_environment()), os.path.relpath(upgrade.notes.get("old")["kept"]))
            os.rename("venv", "venvs/2025.2.2")
            os.symlink("venvs/2026.1.2", "venv")
            print(os.path.relpath(upgrade.old_environment()))
            """);
        assertThat(said).isEqualToNormalizingNewlines("venv venvs/2025.2.2\nvenvs/2025.2.2");
    }

    @Test
    void aKeptVersionOfTheSameNameIsNotReplaced() throws Exception {
        Files.createDirectory(folder.resolve("venvs/2025.2.2"));
        String said = program.run("""
            import os, hops, environments
            upgrade = hops.Upgrade()
            upgrade.live = os.path.abspath("venv")
            upgrade.ask = lambda *arguments: {}
            upgrade.look_around()
            print(os.path.relpath(upgrade.notes.get("old")["kept"]))
            """);
        assertThat(said).isEqualTo("venvs/2025.2.2-20261124120000");
    }

    private void mark(String job) throws IOException {
        Files.writeString(folder.resolve("venvs/2026.1.2/.greenroom-job"), job + "\n");
    }

    private String remove() throws IOException, InterruptedException {
        return program.run("""
            import os, hops, environments
            upgrade = hops.Upgrade()
            upgrade.live = os.path.abspath("venv")
            upgrade.notes.put(environments={"2026.1.2": os.path.abspath("venvs/2026.1.2")})
            try:
                environments.remove(upgrade, "2026.1.2")
            except environments.Failed as error:
                print(error)
            """);
    }

    private String asOf(String dated) throws IOException, InterruptedException {
        return program.run("""
            import hops, environments
            upgrade = hops.Upgrade()
            upgrade.notes.put(dated=%s)
            print(*(environments.as_of(upgrade, hop) for hop in upgrade.hops))
            """.formatted(dated));
    }
}
