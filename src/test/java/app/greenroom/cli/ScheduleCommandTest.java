package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.schedule.CollectReport;
import app.greenroom.domain.schedule.LaptopSchedule;
import app.greenroom.domain.schedule.ScheduleRun;
import app.greenroom.domain.schedule.ScheduleRun.Reason;
import app.greenroom.domain.schedule.ScheduleRun.Result;
import app.greenroom.domain.schedule.ScheduleSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Setting, showing, running and collecting schedules. */
class ScheduleCommandTest {
    private static final SnapshotId SET = new SnapshotId("2026-11-24T02-40-21Z-s");

    private final World world = new World();

    @BeforeEach
    void aServer() {
        world.servers.with("talks", "main");
    }

    private static ScheduleSettings settings() {
        return new ScheduleSettings(
                List.of(LocalTime.of(3, 40)),
                ZoneId.of("Europe/Berlin"),
                new KeepRule(0, 14, 8, 6, 0),
                2L << 30,
                Optional.of("orga@example.org"),
                Optional.of("https://hc.example.org/abc"));
    }

    private static ScheduleRun run(Result result, Reason reason, String detail, String... arguments) {
        boolean ok = result == Result.OK;
        return new ScheduleRun(
                World.NOW.minus(Duration.ofHours(9)),
                Optional.of(World.NOW.minus(Duration.ofHours(9)).plusSeconds(40)),
                result,
                reason,
                List.of(arguments),
                detail,
                ok ? Optional.of(SET) : Optional.empty(),
                ok ? 512 : 0,
                ok ? 1_200_000_000 : 0,
                ok ? 6_000_000 : 0,
                0,
                Duration.ZERO,
                0,
                "",
                ok ? "hc.example.org answered 500" : "");
    }

    private void golden(String name, String... arguments) throws IOException {
        Golden.check(name, world, arguments);
        world.terminal = new FakeTerminal();
    }

    @Test
    void withoutAScheduleItSaysHowToSetOne() throws IOException {
        golden("schedule-none", "schedule", "talks");
        golden("schedule-remove-none", "schedule", "talks", "remove");
    }

    @Test
    void showsWhatIsChosenAndWhatCameOfIt() throws IOException {
        world.schedules.settings = Optional.of(settings());
        world.schedules.last = Optional.of(run(Result.OK, Reason.NONE, ""));
        world.schedules.sets.addAll(List.of(SET, new SnapshotId("2026-11-23T02-40-44Z-s")));
        world.schedules.waiting.add(SET);
        world.schedules.laptop = new LaptopSchedule(
                Optional.of(LocalTime.of(20, 0)),
                Optional.of(World.NOW.minus(Duration.ofDays(3))),
                Optional.of(new LaptopSchedule.Attempt(
                        World.NOW.minus(Duration.ofMinutes(10)),
                        LaptopSchedule.Result.SKIPPED,
                        Optional.of(FailureReason.HOST_SILENT))),
                Optional.of(World.NOW.plus(Duration.ofMinutes(5))));
        golden("schedule-show", "schedule", "talks", "show");
        golden("schedule-json", "schedule", "talks", "show", "--json");
        assertThat(world.run("schedule", "talks")).isZero();
    }

    @Test
    void aSkippedRunIsAProblemWithAReason() throws IOException {
        world.schedules.settings = Optional.of(settings());
        world.schedules.last = Optional.of(run(
                Result.SKIPPED, Reason.SPACE, "not enough room", "900000000", "1100000000", String.valueOf(2L << 30)));
        golden("schedule-skipped", "schedule", "talks", "show");
        assertThat(world.run("schedule", "talks")).isEqualTo(3);
    }

    @Test
    void setsOnlyWhatIsNamed() throws IOException {
        assertThat(world.run("schedule", "talks", "set", "--at", "3:40", "--zone", "Europe/Berlin"))
                .isZero();
        assertThat(world.schedules.settings)
                .contains(new ScheduleSettings(
                        List.of(LocalTime.of(3, 40)),
                        ZoneId.of("Europe/Berlin"),
                        ScheduleSettings.USUAL_KEEP,
                        ScheduleSettings.USUAL_FLOOR,
                        Optional.empty(),
                        Optional.empty()));
        world.terminal = new FakeTerminal();
        golden(
                "schedule-set",
                "schedule",
                "talks",
                "set",
                "--daily",
                "14",
                "--weekly",
                "8",
                "--monthly",
                "6",
                "--floor",
                "2G",
                "--mail",
                "orga@example.org",
                "--ping",
                "https://hc.example.org/abc");
        assertThat(world.schedules.settings).contains(settings());
        world.run("schedule", "talks", "set", "--mail", "none", "--ping", "none", "--at", "hourly");
        ScheduleSettings changed = world.schedules.settings.orElseThrow();
        assertThat(changed.times()).hasSize(24);
        assertThat(changed.mail()).isEmpty();
        assertThat(changed.ping()).isEmpty();
        assertThat(changed.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @ParameterizedTest
    @CsvSource({
        "--at, 25:00",
        "--at, noon",
        "--zone, Europe/Nowhere",
        "--floor, lots",
        "--floor, 99999999999T",
        "--daily, -1",
        "--mail, orga",
        "--ping, http://example.org/",
    })
    void whatIsWrongIsNamedAndNothingIsSet(String option, String value) {
        assertThat(world.run("schedule", "talks", "set", option, value)).isEqualTo(2);
        assertThat(world.terminal.notes()).contains(option);
        assertThat(world.schedules.settings).isEmpty();
    }

    @Test
    void aRunEndsWithWhatCameOfIt() throws IOException {
        world.schedules.settings = Optional.of(settings());
        world.schedules.running = Optional.of(run(Result.OK, Reason.NONE, ""));
        golden("schedule-run", "schedule", "talks", "run");
        world.schedules.running = Optional.of(run(Result.FAILED, Reason.DATABASE, "pg_dump: connection refused"));
        golden("schedule-run-failed", "schedule", "talks", "run");
        assertThat(world.run("schedule", "talks", "run")).isEqualTo(1);
        world.schedules.running = Optional.of(run(Result.SKIPPED, Reason.JOB, "job x is changing the site", "x"));
        assertThat(world.run("schedule", "talks", "run")).isEqualTo(4);
    }

    @Test
    void collectsAndNamesWhatIsDamaged() throws IOException {
        golden("schedule-collect-nothing", "schedule", "talks", "collect");
        world.schedules.collected = new CollectReport(
                List.of(Samples.snapshot(SET.text())),
                7_000_000,
                List.of(new CollectReport.Damaged(new SnapshotId("2026-11-23T02-40-44Z-s"), "media/logo.png")));
        golden("schedule-collect", "schedule", "talks", "collect");
        assertThat(world.run("schedule", "talks", "collect")).isEqualTo(3);
    }

    @Test
    void removingKeepsTheSetsAndSaysWhere() throws IOException {
        world.schedules.settings = Optional.of(settings());
        world.schedules.sets.add(SET);
        golden("schedule-remove", "schedule", "talks", "remove");
    }

    @Test
    void thisComputersOwnScheduleAsksNoServer() throws IOException {
        golden("schedule-here", "schedule", "talks", "set", "--here", "--at", "20:00");
        assertThat(world.schedules.settings).isEmpty();
        golden("schedule-here-removed", "schedule", "talks", "remove", "--here");
    }

    @Test
    void aBackupCollectsWhatWaits() {
        world.inspections.found("talks", SampleFacts.healthy().facts().withId("main"));
        world.backups.taking = context -> Samples.snapshot("2026-11-24T12-04-00Z-l");
        world.schedules.waiting.add(SET);
        world.schedules.collected = new CollectReport(List.of(Samples.snapshot(SET.text())), 7_000_000, List.of());
        assertThat(world.run("backup", "talks", "--no-collect")).isZero();
        assertThat(world.schedules.waiting).isNotEmpty();
        world.schedules.refusal = Optional.of(new OperationFailedException(FailureReason.CONNECTION_LOST, "cut"));
        assertThat(world.run("backup", "talks")).isZero();
        assertThat(world.terminal.notes()).contains("were not collected");
        world.schedules.refusal = Optional.empty();
        assertThat(world.run("backup", "talks")).isZero();
        assertThat(world.terminal.result()).contains("Collected 1 set");
        assertThat(world.schedules.waiting).isEmpty();
    }
}
