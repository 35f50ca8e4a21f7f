package app.greenroom.practice;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the program ends, nothing of a practice server is left. */
class PracticeEndTest {
    @TempDir
    Path folder;

    @Test
    void aKilledProgramLeavesNothing() throws Exception {
        Holding holding = Holding.in(folder);
        assertThat(Practising.processesOf(holding.root())).hasSizeGreaterThanOrEqualTo(5);
        ProcessHandle keeper = holding.keeper();
        holding.program().destroyForcibly();
        keeper.onExit().get(60, TimeUnit.SECONDS);
        assertThat(Practising.processesOf(holding.root())).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatAKilledKeeperLeftIsCleanedAtTheNextStartAndNothingElse() throws Exception {
        Holding killed = Holding.in(folder);
        Holding other = Holding.in(folder);
        Path foreign = Files.createDirectories(
                folder.resolve(Keeper.PREFIX + "of-somebody").resolve("kept"));
        ProcessHandle keeper = killed.keeper();
        killed.program().destroyForcibly();
        keeper.destroyForcibly();
        killed.program().onExit().get(60, TimeUnit.SECONDS);
        keeper.onExit().get(60, TimeUnit.SECONDS);
        assertThat(killed.root()).exists();
        assertThat(Practising.processesOf(killed.root())).isNotEmpty();

        try (EmbeddedPracticeServer server = Practising.in(folder)) {
            server.start(TaskContext.quiet());
            assertThat(killed.root()).doesNotExist();
            assertThat(Practising.processesOf(killed.root())).isEmpty();
            assertThat(foreign).exists();
            assertThat(other.root().resolve("var/pretalx/data/db.sqlite3")).exists();
            assertThat(Practising.processesOf(other.root())).hasSizeGreaterThanOrEqualTo(5);
        } finally {
            ProcessHandle last = other.keeper();
            other.program().destroyForcibly();
            last.onExit().get(60, TimeUnit.SECONDS);
        }
        assertThat(folder)
                .isDirectoryContaining(each -> each.getFileName().toString().endsWith("of-somebody"));
        assertThat(Practising.processesOf(other.root())).isEmpty();
    }

    @Test
    void aServerWhoseKeeperWasKilledEndsAndLeavesNothing() throws Exception {
        try (EmbeddedPracticeServer server = Practising.in(folder)) {
            server.start(TaskContext.quiet());
            ProcessHandle keeper = ProcessHandle.current()
                    .children()
                    .filter(each -> String.join(" ", each.info().arguments().orElse(new String[0]))
                            .contains(server.site().library("keeper.py").toString()))
                    .findFirst()
                    .orElseThrow();
            keeper.destroyForcibly();
            keeper.onExit().get(60, TimeUnit.SECONDS);
        }
        assertThat(folder).isEmptyDirectory();
    }
}
