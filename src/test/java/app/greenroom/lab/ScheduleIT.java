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
import app.greenroom.domain.schedule.ScheduleRun.Reason;
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
            rm -rf /var/lib/greenroom /etc/systemd/system/greenroom-schedule-* /var/pretalx/data/media/some /root/small.img /root/kept /var/lib/systemd/timers/stamp-greenroom-*
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
                        + "; stat -c %s /root/kept/some/big.bin; ls " + SETS + " | grep Z-s"))
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

    @Test
    void aSmallFullDiskIsAFindingAndLosesNothing() throws Exception {
        schedules.set(NAME, settings(0), TaskContext.quiet());
        bringSmallDisk();
        server.run("""
            [ -e /dev/loop-control ] || mknod /dev/loop-control c 10 237
            for i in $(seq 0 31); do [ -e /dev/loop$i ] || mknod /dev/loop$i b 7 $i; done
            mkdir /root/small; mount -o loop /root/small.img /root/small
            cp -a /var/lib/greenroom/snapshots/. /root/small/; umount /root/small; rmdir /root/small
            mount -o loop /root/small.img /var/lib/greenroom/snapshots
            """);
        SnapshotId whole = runs();
        String before =
                server.run("cd " + SETS + "/" + whole + "; find . -type f -print0 | sort -z | xargs -0 sha256sum");

        server.run("head -c 150M /dev/urandom > /var/pretalx/data/media/some/too-big.bin");
        ScheduleRun skipped = schedules.run(NAME, TaskContext.quiet());
        assertThat(skipped.result()).isEqualTo(Result.SKIPPED);
        assertThat(skipped.reason()).isEqualTo(Reason.SPACE);
        assertThat(findings()).anyMatch(each -> each.code() == FindingCode.SCHEDULE_SKIPPED);

        // the disk fills while the set is written, by others, and there is no floor that would end the run before
        server.run("rm /var/pretalx/data/media/some/too-big.bin; cd /var/pretalx/data/media/some;"
                + " for i in 1 2 3 4 5 6; do head -c 1M /dev/urandom > more$i.bin; done");
        ScheduleRun full = whileSomebodyFillsTheDisk();
        assertThat(full.result()).isEqualTo(Result.FAILED);
        assertThat(full.reason()).isEqualTo(Reason.DISK);
        assertThat(findings()).anyMatch(each -> each.code() == FindingCode.SCHEDULE_FAILED);
        assertThat(server.run("cd " + SETS + "/" + whole + "; find . -type f -print0 | sort -z | xargs -0 sha256sum"))
                .isEqualTo(before);
        assertThat(server.run("rm " + SETS + "/filler; ls -A " + SETS)).isEqualTo(whole + "\ninstance.json\n");
        assertThat(schedules.run(NAME, TaskContext.quiet()).result()).isEqualTo(Result.OK);
    }

    /** An image of a file system of 192 MB, made here because servers need no program for that. */
    private void bringSmallDisk() throws Exception {
        String image = folder.resolve("small.img").toString();
        Commands.run(List.of("truncate", "-s", "192M", image));
        Commands.run(List.of("mkfs.ext4", "-q", "-F", "-m", "0", image));
        Commands.run(List.of(
                "scp",
                "-q",
                "-i",
                server.key().toString(),
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                image,
                "root@" + server.host() + ":/root/small.img"));
    }

    /** The crontab is read late in a run: what is written after it finds no room any more. */
    private ScheduleRun whileSomebodyFillsTheDisk() throws Exception {
        server.run("""
            cat > /usr/local/bin/crontab <<'END'
            #!/bin/sh
            [ ! -e %1$s/*.partial ] || head -c 192M /dev/zero > %1$s/filler 2>/dev/null
            exec /usr/bin/crontab "$@"
            END
            chmod 755 /usr/local/bin/crontab
            """.formatted(SETS));
        try {
            return schedules.run(NAME, TaskContext.quiet());
        } finally {
            server.run("rm /usr/local/bin/crontab");
        }
    }

    @Test
    void theTimerReallyFiresAndAfterRemovalOnlyTheSetsAreLeft() throws Exception {
        String before = leftovers();
        schedules.set(NAME, settings(0), TaskContext.quiet());
        assertThat(server.run("systemctl list-timers --no-pager --all"))
                .contains("greenroom-schedule-pretalx.timer", "greenroom-schedule-pretalx.service");
        assertThat(server.run("systemctl show -p TimersCalendar greenroom-schedule-pretalx.timer"))
                .contains("03:40:00 Europe/Berlin");
        server.run("""
            mkdir /etc/systemd/system/greenroom-schedule-pretalx.timer.d
            printf '[Timer]\nOnActiveSec=1s\nRandomizedDelaySec=0\nAccuracySec=1ms\n' \
              > /etc/systemd/system/greenroom-schedule-pretalx.timer.d/soon.conf
            systemctl daemon-reload; systemctl restart greenroom-schedule-pretalx.timer
            for i in $(seq 600); do ls %1$s | grep -q 'Z-s$' && break; sleep .1; done
            rm -r /etc/systemd/system/greenroom-schedule-pretalx.timer.d
            """.formatted(SETS));
        String sets = server.run("ls " + SETS + " | grep Z-s");
        assertThat(sets.lines()).hasSize(1);
        assertThat(schedules.show(NAME, TaskContext.quiet()).server().lastGood())
                .isPresent();

        ScheduleReport removed = schedules.remove(NAME, TaskContext.quiet());
        assertThat(removed.server().settings()).isEmpty();
        assertThat(removed.server().sets()).hasSize(1);
        assertThat(server.run("find /var/lib/greenroom -mindepth 1 -maxdepth 3 | sort"))
                .isEqualTo(
                        "/var/lib/greenroom/snapshots\n" + SETS + "\n" + SETS + "/" + sets + SETS + "/instance.json\n");
        assertThat(leftovers()).isEqualTo(before);
        assertThat(findings()).noneMatch(each -> each.code().name().startsWith("SCHEDULE"));
        assertThat(collect().collected()).hasSize(1);
    }

    /** What of ours there is outside the folder of the sets: files, units, processes. */
    private static String leftovers() {
        return server.run(
                "ls /etc/cron.d; find /etc/systemd /run/systemd /var/lib/systemd /tmp /var/tmp -name '*greenroom*'"
                        + "; systemctl list-units --all --no-legend '*greenroom*'; pgrep -fa schedule.py || true");
    }
}
