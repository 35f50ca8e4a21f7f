package app.greenroom.operation.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.schedule.CollectReport;
import app.greenroom.domain.schedule.ScheduleReport;
import app.greenroom.domain.schedule.ScheduleRun;
import app.greenroom.domain.schedule.ScheduleRun.Result;
import app.greenroom.domain.schedule.ServerSchedule;
import app.greenroom.storage.library.SnapshotLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program on a server takes by itself, and how it comes to a laptop. */
class ScheduledRunsTest {
    @TempDir
    Path folder;

    private ScheduledServer server;

    @BeforeEach
    void begin() throws Exception {
        server = new ScheduledServer(folder);
        server.set(ScheduledServer.settings());
    }

    @Test
    void aRunTakesAWholeSetThatALaptopCollects() throws Exception {
        ScheduleRun run = server.run();
        assertThat(run.detail()).isEmpty();
        assertThat(run.result()).isEqualTo(Result.OK);
        SnapshotId id = run.set().orElseThrow();
        SnapshotManifest there = SnapshotLibrary.manifestIn(server.folder(id));
        assertThat(there.head().counts().orElseThrow().proposals()).isEqualTo(3);
        assertThat(there.head().warnings()).isEmpty();
        assertThat(there.entries().stream().map(each -> each.stored().name()))
                .contains(
                        "database.sqlite3",
                        "media/logo.png",
                        "media/avatars/one.jpg",
                        "secret",
                        "server/pip-freeze.txt");

        CollectReport collected = server.collect();
        assertThat(collected.damaged()).isEmpty();
        assertThat(collected.collected()).hasSize(1);
        assertThat(server.shelf().manifest(id).entries()).hasSameSizeAs(there.entries());
        assertThat(Path.of(collected.collected().getFirst().folder()).resolve("RESTORE.txt"))
                .content()
                .isEqualTo(Files.readString(server.folder(id).resolve("RESTORE.txt")));
        ScheduleReport after = server.show();
        assertThat(after.waiting()).isEmpty();
        assertThat(after.server().sets()).isEqualTo(List.of(id));
        assertThat(after.server().trigger()).isEqualTo(ServerSchedule.Trigger.NONE);
    }
}
