package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.FindingCode;
import app.greenroom.domain.schedule.CollectReport;
import app.greenroom.domain.schedule.ScheduleReport;
import app.greenroom.domain.schedule.ScheduleRun;
import app.greenroom.domain.schedule.ScheduleRun.Result;
import app.greenroom.domain.schedule.ScheduleSettings;
import app.greenroom.domain.schedule.ServerSchedule.Trigger;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Schedules;
import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A server that backs itself up, and a laptop that collects what it took. */
class ScheduleIT {
    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);

    private static final TargetName NAME = TargetName.parse(LabDesk.SERVER);
    private static final String SETS = "/var/lib/greenroom/snapshots/pretalx";

    @TempDir
    Path folder;

    private LabDesk desk;
    private Schedules schedules;

    private static ScheduleSettings settings(long floor) {
        return new ScheduleSettings(
                List.of(LocalTime.of(3, 40)),
                ZoneId.of("Europe/Berlin"),
                new KeepRule(24, 7, 4, 3, 0),
                floor,
                Optional.empty(),
                Optional.empty());
    }

    @BeforeEach
    void prepare() throws Exception {
        desk = new LabDesk(folder.resolve("library"), server.host(), "root", server.key());
        schedules = desk.schedules();
        server.run("""
            install -d -o pretalx -g pretalx /var/pretalx/data/media/some
            cd /var/pretalx/data/media/some
            head -c 20M /dev/urandom > big.bin; echo first > changing.txt; echo odd > "$(printf 'caf\\351.txt')"
            chown -R pretalx:pretalx .
            """);
    }

    @AfterEach
    void putAway() {
        server.run("""
            systemctl disable --quiet --now greenroom-schedule-pretalx.timer 2>/dev/null || true
            umount /var/lib/greenroom/snapshots 2>/dev/null || true
            rm -rf /var/lib/greenroom /etc/systemd/system/greenroom-schedule-* /var/pretalx/data/media/some /root/small.img /root/kept
            systemctl daemon-reload
            """);
    }

    private SnapshotId runs() throws Exception {
        ScheduleRun run = schedules.run(NAME, TaskContext.quiet());
        assertThat(run.detail()).isEmpty();
        assertThat(run.result()).isEqualTo(Result.OK);
        return run.set().orElseThrow();
    }

    private List<Finding> findings() throws Exception {
        return desk.inspections()
                .inspect(LabDesk.SERVER, TaskContext.quiet())
                .instances()
                .getFirst()
                .findings();
    }

    private CollectReport collect() throws Exception {
        CollectReport report = schedules.collect(NAME, TaskContext.quiet());
        assertThat(report.damaged()).isEmpty();
        for (SnapshotSummary each : report.collected()) {
            VerifyReport verified =
                    desk.backups().verify(NAME, Optional.of(each.id()), VerifyReport.Depth.FULL, TaskContext.quiet());
            assertThat(verified.problems()).isEmpty();
        }
        return report;
    }

    @Test
    void threeRunsWithUploadsBetweenThemAreCollectedPieceByPiece() throws Exception {
        ScheduleReport set = schedules.set(NAME, settings(0), TaskContext.quiet());
        assertThat(set.server().trigger()).isEqualTo(Trigger.SYSTEMD);
        assertThat(set.server().next()).isPresent();
        SnapshotId first = runs();
        // the same files under other names: by the rule, the next set of this hour takes the place of this one
        server.run("cp -al " + SETS + "/" + first + "/media /root/kept");
        CollectReport one = collect();
        server.run("cd /var/pretalx/data/media/some; echo new > new.txt"
                + "; printf CHANGED | dd of=changing.txt conv=notrunc status=none; echo in place >> big.bin");
        SnapshotId second = runs();
        CollectReport two = collect();
        server.run("cd /var/pretalx/data/media/some; rm new.txt; head -c 1M /dev/urandom > other.bin");
        SnapshotId third = runs();
        CollectReport three = collect();

        assertThat(server.run("cat /root/kept/some/changing.txt; cat " + SETS + "/" + third + "/media/some/changing.txt"
                        + "; stat -c %s /root/kept/some/big.bin; ls " + SETS))
                .isEqualTo("first\nCHANGED" + (20 << 20) + "\n" + third + "\n");
        assertThat(one.collected()).extracting(SnapshotSummary::id).containsExactly(first);
        assertThat(two.collected()).extracting(SnapshotSummary::id).containsExactly(second);
        assertThat(three.collected()).extracting(SnapshotSummary::id).containsExactly(third);
        Figures.note("schedule, first set collected", one.bytesFetched());
        Figures.note("schedule, second set, a file of 20 MB changed", two.bytesFetched());
        Figures.note("schedule, third set, a file of 1 MB new", three.bytesFetched());
        Path library = folder.resolve("library/lab/pretalx");
        long dump = Files.size(library.resolve(third.text()).resolve("database.dump"));
        assertThat(one.bytesFetched()).isGreaterThan(20 << 20);
        assertThat(three.bytesFetched()).isLessThan((1 << 20) + dump + (1 << 20));
        assertThat(Files.readString(library.resolve(first.text()).resolve("media/some/changing.txt")))
                .isEqualTo("first\n");
        assertThat(findings()).anyMatch(each -> each.code() == FindingCode.SCHEDULE);
    }
}
