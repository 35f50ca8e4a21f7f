package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.greenroom.domain.backup.DrillReport;
import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A site on SQLite that backs itself up: by a timer, by cron where no timer can be set, and late after a power cut. */
@Tag("long")
class SqliteScheduleIT {
    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.SQLITE);

    private static final TargetName NAME = TargetName.parse(LabDesk.SERVER);
    private static final String SETS = "/var/lib/greenroom/snapshots/pretalx";
    private static final String CRON = "/etc/cron.d/greenroom-schedule-pretalx";

    private static final String STATUS = "/var/lib/greenroom/schedule/pretalx/status.json";

    @TempDir
    Path folder;

    private LabDesk desk;
    private Schedules schedules;

    @BeforeEach
    void prepare() {
        desk = new LabDesk(folder.resolve("library"), server.host(), "root", server.key());
        schedules = desk.schedules();
    }

    @AfterEach
    void putAway() {
        server.run("""
            umount /etc/systemd/system 2>/dev/null || true
            systemctl disable --quiet --now greenroom-schedule-pretalx.timer 2>/dev/null || true
            rm -rf /var/lib/greenroom /etc/systemd/system/greenroom-schedule-* %s
            systemctl daemon-reload; systemctl start cron
            """.formatted(CRON));
    }

    private ScheduleReport set() throws OperationFailedException {
        ScheduleSettings settings = new ScheduleSettings(
                List.of(LocalTime.of(3, 40)),
                ZoneId.of("Europe/Berlin"),
                new KeepRule(0, 7, 4, 3, 0),
                0,
                Optional.empty(),
                Optional.empty());
        return schedules.set(NAME, settings, TaskContext.quiet());
    }

    private SnapshotId runs() throws OperationFailedException {
        ScheduleRun run = schedules.run(NAME, TaskContext.quiet());
        assertThat(run.detail()).isEmpty();
        assertThat(run.result()).isEqualTo(Result.OK);
        return run.set().orElseThrow();
    }

    private List<SnapshotId> collects() throws OperationFailedException {
        CollectReport report = schedules.collect(NAME, TaskContext.quiet());
        assertThat(report.damaged()).isEmpty();
        for (var each : report.collected()) {
            assertThat(desk.backups()
                            .verify(NAME, Optional.of(each.id()), VerifyReport.Depth.FULL, TaskContext.quiet())
                            .problems())
                    .isEmpty();
        }
        return report.collected().stream().map(each -> each.id()).toList();
    }

    /** As if the schedule had been set long ago, and nothing had run since. */
    private static void setLongAgo() {
        server.run("""
            python3 - <<'END'
            import json, time
            path = "/var/lib/greenroom/schedule/pretalx/settings.json"
            chosen = json.load(open(path))
            chosen["since"] = time.time() - 3 * 86400
            json.dump(chosen, open(path, "w"))
            END
            """);
    }

    /** Waits until there are so many sets, and the last run has ended. */
    private static void awaitGoodRun(int sets) {
        assertThat(server.run("""
            for i in $(seq 1200); do
              if [ "$(ls %s | grep -c 'Z-s$')" = %d ] && grep -q '"running": null' %s; then echo took; break; fi
              sleep .1
            done
            """.formatted(SETS, sets, STATUS))).isEqualTo("took\n");
    }

    @Test
    void runsOfOneDayAreCollectedAndOneOfThemIsProven() throws Exception {
        assertThat(set().server().trigger()).isEqualTo(Trigger.SYSTEMD);
        SnapshotId first = runs();
        server.run("runuser -u pretalx -- sh -c 'echo new > /var/pretalx/data/media/new.txt'");
        SnapshotId second = runs();
        assertThat(schedules.show(NAME, TaskContext.quiet()).server().sets()).containsExactly(second, first);
        assertThat(collects()).containsExactly(first, second);
        DrillReport drilled = desk.drills().drill(NAME, Optional.of(second), TaskContext.quiet());
        assertThat(drilled.proven()).as(drilled.toString()).isTrue();
        SnapshotId third = runs();
        assertThat(schedules.show(NAME, TaskContext.quiet()).server().sets())
                .as("those that were collected go by the rule")
                .containsExactly(third);
    }

    @Test
    void whereNoTimerCanBeSetCronDoesIt() throws Exception {
        server.run(
                "mount --bind /etc/systemd/system /etc/systemd/system; mount -o remount,bind,ro /etc/systemd/system");
        ScheduleReport report = set();
        assertThat(report.server().trigger()).isEqualTo(Trigger.CRON);
        assertThat(report.server().next()).isPresent();
        SnapshotId byHand = runs();
        setLongAgo();
        server.run("""
            sed -i 's#"started": [0-9.]*#"started": 1000#' %s
            sed -i 's#^\\*/10 #* #' %s
            """.formatted(STATUS, CRON));
        awaitGoodRun(2);
        assertThat(collects()).hasSize(2).contains(byHand);

        server.run("systemctl stop cron");
        assertThat(schedules.show(NAME, TaskContext.quiet()).server().trigger())
                .as("a line that nobody reads starts nothing")
                .isEqualTo(Trigger.NONE);
        schedules.remove(NAME, TaskContext.quiet());
        assertThat(server.run("ls " + CRON + " 2>&1 || true")).contains("No such file");
        OperationFailedException refused = catchThrowableOfType(OperationFailedException.class, this::set);
        assertThat(refused.reason()).isEqualTo(FailureReason.COMMAND_FAILED);
    }

    @Test
    void aRunThatAPowerCutEndedAndOneThatWasMissedAreTold() throws Exception {
        set();
        server.run("""
            cat > /usr/local/bin/crontab <<'END'
            #!/bin/sh
            sleep 300
            END
            chmod 755 /usr/local/bin/crontab
            systemctl start --no-block greenroom-schedule-pretalx.service
            for i in $(seq 300); do pgrep -f /usr/local/bin/crontab > /dev/null && break; sleep .1; done
            sync
            """);
        server.cutPower();
        server.boot();
        server.run("rm /usr/local/bin/crontab");
        ScheduleRun cut =
                schedules.show(NAME, TaskContext.quiet()).server().last().orElseThrow();
        assertThat(cut.result()).isEqualTo(Result.FAILED);
        assertThat(cut.reason()).isEqualTo(ScheduleRun.Reason.CUT);
        assertThat(server.run("ls " + SETS)).contains(".partial");

        setLongAgo();
        server.run("sed -i 's#\"started\": [0-9.]*#\"started\": 1000#' " + STATUS);
        assertThat(desk.inspections()
                        .inspect(LabDesk.SERVER, TaskContext.quiet())
                        .instances()
                        .getFirst()
                        .findings())
                .anyMatch(each -> each.code() == FindingCode.SCHEDULE_LATE);
        // as the timer does at boot for a time at which the server was off
        server.run("""
            systemctl stop greenroom-schedule-pretalx.timer
            mkdir /etc/systemd/system/greenroom-schedule-pretalx.timer.d
            printf '[Timer]\nRandomizedDelaySec=0\nAccuracySec=1ms\n' > /etc/systemd/system/greenroom-schedule-pretalx.timer.d/soon.conf
            systemctl daemon-reload
            touch -d '3 days ago' /var/lib/systemd/timers/stamp-greenroom-schedule-pretalx.timer
            systemctl start greenroom-schedule-pretalx.timer
            """);
        awaitGoodRun(1);
        ScheduleReport after = schedules.show(NAME, TaskContext.quiet());
        assertThat(after.server().last().orElseThrow().late()).isGreaterThan(Duration.ofDays(1));
        assertThat(server.run("ls " + SETS)).doesNotContain(".partial");
        assertThat(collects()).hasSize(1);
    }
}
