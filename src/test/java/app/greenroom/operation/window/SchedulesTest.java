package app.greenroom.operation.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs at set times is put aside for the time of an upgrade, and nothing that changed meanwhile is lost. */
class SchedulesTest {
    @TempDir
    private Path folder;

    private LaidOutProgram program;
    private Path spool;
    private Path file;

    @BeforeEach
    void layOut() throws IOException {
        program = LaidOutProgram.in(folder);
        spool = Files.createDirectories(folder.resolve("var/spool/cron/crontabs"))
                .resolve("pretalx");
        Files.writeString(spool, "*/10 * * * * runperiodic");
        file = Files.createDirectories(folder.resolve("etc/cron.d")).resolve("pretalx");
        Files.writeString(file, "0 4 * * * pretalx clearsessions");
    }

    @Test
    void crontabAndCronFilesAreAsideWhileTheUpgradeRunsAndThenBack() throws Exception {
        assertThat(run("services.pause(upgrade)")).contains("['stop', ['pretalx.timer']]");
        assertThat(spool).doesNotExist();
        assertThat(file).doesNotExist();
        // cron reads no file whose name begins with a dot
        assertThat(folder.resolve("etc/cron.d/.pretalx.greenroom")).exists();

        assertThat(run("services.unpause(upgrade)")).contains("['start', ['pretalx.timer']]");
        assertThat(spool).hasContent("*/10 * * * * runperiodic");
        assertThat(file).hasContent("0 4 * * * pretalx clearsessions");
        assertThat(folder.resolve("etc/cron.d")).isDirectoryNotContaining("glob:**.greenroom");
    }

    @Test
    void pausingAndGoingOnCanBeDoneAgain() throws Exception {
        run("services.pause(upgrade); services.pause(upgrade)");
        run("services.unpause(upgrade); services.unpause(upgrade)");

        assertThat(spool).hasContent("*/10 * * * * runperiodic");
        assertThat(file).hasContent("0 4 * * * pretalx clearsessions");
    }

    @Test
    void aCrontabThatWasWrittenMeanwhileIsNotReplaced() throws Exception {
        run("services.pause(upgrade)");
        Files.writeString(spool, "0 0 * * * new");

        assertThat(run("services.unpause(upgrade)")).contains("was changed meanwhile");
        assertThat(spool).hasContent("0 0 * * * new");
        assertThat(folder.resolve("job/crontab-pretalx")).hasContent("*/10 * * * * runperiodic");
    }

    @Test
    void anotherFileSystemIsNoObstacle() throws Exception {
        run("""
            import errno
            def rename(*places):
                raise OSError(errno.EXDEV, "another file system")
            services.os.rename = rename
            services.pause(upgrade)
            services.unpause(upgrade)
            """);
        assertThat(spool).hasContent("*/10 * * * * runperiodic");
        assertThat(folder.resolve("job/crontab-pretalx")).doesNotExist();
    }

    @Test
    void aWorkerThatDidNotRunBeforeIsNotStarted() throws Exception {
        assertThat(run("upgrade.notes.put(workerWas='inactive'); print(services.worker_of(upgrade))"))
                .isEqualTo("[]");
        assertThat(run("upgrade.notes.put(workerWas='active'); print(services.worker_of(upgrade))"))
                .isEqualTo("['pretalx-worker.service']");
    }

    private String run(String lines) throws IOException, InterruptedException {
        return program.run("""
            import os, services, surroundings
            class Web:
                user = "pretalx"
            upgrade = surroundings.Change()
            upgrade.known_web = Web
            upgrade.parameters["schedules"] = [os.path.abspath("etc/cron.d/pretalx"), "pretalx.timer"]
            services.ROOT = os.getcwd()
            services.state_of = lambda name: "active"
            services.stop = lambda names: print(["stop", names])
            services.start = lambda names: print(["start", names])
            """ + lines);
    }
}
