package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.DrillReport;
import app.greenroom.domain.backup.DrillReport.Check;
import app.greenroom.domain.backup.DrillReport.Code;
import app.greenroom.domain.backup.DrillReport.Outcome;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotSummary.Condition;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.backup.VerifyReport.Depth;
import app.greenroom.domain.backup.VerifyReport.Origin;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.task.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Taking, listing and verifying snapshots. */
class BackupCommandsTest {
    private static final String ID = "2026-11-24T12-04-00Z-l";

    private final World world = new World();

    @BeforeEach
    void aServer() {
        world.servers.with("talks", "main");
    }

    @Test
    void takesASnapshotAndSaysWhereItLies() throws IOException {
        world.backups.taking = context -> {
            context.report(Progress.bytes("backup-database", 1_000_000, -1));
            context.report(Progress.bytes("backup-media", 10_000_000, 1_300_000_000));
            context.report(Progress.bytes("backup-media", 900_000_000, 1_300_000_000));
            return Samples.snapshot(ID, "one file changed while it was read");
        };
        Golden.check("backup", world, "backup", "talks");
        world.terminal = new FakeTerminal();
        Golden.check("backup-json", world, "backup", "talks", "--json");
    }

    @Test
    void onATerminalProgressIsOneLineThatIsTakenAway() {
        world.backups.taking = context -> {
            context.report(Progress.bytes("backup-media", 10_000_000, 1_300_000_000));
            return Samples.snapshot(ID);
        };
        world.terminal.withRewriting();
        assertThat(world.run("backup", "talks")).isZero();
        assertThat(world.terminal.notes()).isEqualTo("\rFetching uploaded files: 10 MB of 1.3 GB\033[K\r\033[K");
    }

    @Test
    void aBackupThatFailsSaysSoAndChangesNothing() throws IOException {
        world.backups.taking = context -> {
            throw new OperationFailedException(FailureReason.LOCAL_DISK_FULL, "/home is full");
        };
        Golden.check("backup-disk-full", world, "backup", "talks");
    }

    @Test
    void anInterruptCancelsCleanly() {
        world.backups.taking = context -> {
            world.interrupt.cancel();
            context.cancellation().throwIfCancelled();
            throw new AssertionError("was not cancelled");
        };
        assertThat(world.run("backup", "talks")).isEqualTo(130);
        assertThat(world.terminal.notes()).contains("Cancelled. Nothing is left half done.");
    }

    @Test
    void listsSnapshotsWithWhatIsKnownOfThem() throws IOException {
        world.backups.snapshots.addAll(List.of(
                Samples.snapshot("2026-11-24T11-00-00Z-l"),
                Samples.verified(Samples.snapshot("2026-11-23T11-00-00Z-l"), World.NOW.minusSeconds(7200)),
                Samples.damaged(Samples.snapshot("2026-11-22T11-00-00Z-l"), 2),
                Samples.unusable("2026-11-21T11-00-00Z-l", Condition.DAMAGED),
                Samples.unusable("2026-11-20T11-00-00Z-l", Condition.NEWER)));
        Golden.check("snapshots", world, "snapshots", "talks");
        world.terminal = new FakeTerminal();
        Golden.check("snapshots-json", world, "snapshots", "talks", "--json");
    }

    @Test
    void noSnapshotIsNoFailure() throws IOException {
        Golden.check("snapshots-none", world, "snapshots", "talks");
    }

    @Test
    void saysThatASnapshotIsWhole() throws IOException {
        world.backups.verifying =
                context -> new VerifyReport(new SnapshotId(ID), World.NOW, 5012, 1_300_000_000L, List.of());
        Golden.check("verify", world, "verify", "talks");
        assertThat(world.backups.verified).isEmpty();
        assertThat(world.run("verify", "talks", ID)).isZero();
        assertThat(world.backups.verified).contains(new SnapshotId(ID));
        assertThat(world.run("verify", "talks", "--quick")).isZero();
        assertThat(world.backups.depths).containsExactly(Depth.FULL, Depth.FULL, Depth.QUICK);
        world.terminal = new FakeTerminal();
        Golden.check("verify-bad-name", world, "verify", "talks", "yesterday");
    }

    @Test
    void verifiesEverySnapshotAndSaysWhereItsFilesAreShared() throws IOException {
        SnapshotId older = new SnapshotId("2026-11-23T11-00-00Z-l");
        world.backups.snapshots.addAll(List.of(
                Samples.snapshot(ID),
                Samples.unusable("2026-11-20T11-00-00Z-l", Condition.NEWER),
                Samples.snapshot(older.text())));
        world.backups.verifying = context ->
                world.backups.verified.orElseThrow().equals(older)
                        ? new VerifyReport(
                                older,
                                World.NOW,
                                Depth.QUICK,
                                5012,
                                1_300_000_000L,
                                List.of(new VerifyReport.Problem("media/a.png", VerifyReport.Kind.SIZE, "1 byte")),
                                Origin.CHANGED,
                                List.of(new SnapshotId(ID)))
                        : new VerifyReport(
                                new SnapshotId(ID),
                                World.NOW,
                                Depth.QUICK,
                                5012,
                                1_300_000_000L,
                                List.of(),
                                Origin.PROVEN,
                                List.of());
        Golden.check("verify-all", world, "verify", "talks", "--all", "--quick");
        world.terminal = new FakeTerminal();
        Golden.check("verify-all-json", world, "verify", "talks", "--all", "--quick", "--json");
        world.terminal = new FakeTerminal();
        Golden.check("verify-all-or-one", world, "verify", "talks", ID, "--all");
    }

    @Test
    void saysWhatATrialRestoreShowed() throws IOException {
        world.drills = (target, snapshot, context) -> report(
                check(Code.DATABASE, Outcome.PASSED, "5200000", "905000000", ""),
                check(Code.PROPOSALS, Outcome.PASSED, "209", "209", ""),
                check(Code.REMOVED, Outcome.PASSED, "", "", ""));
        Golden.check("drill", world, "drill", "talks");
        world.terminal = new FakeTerminal();
        Golden.check("drill-json", world, "drill", "talks", ID, "--json");
    }

    @Test
    void aTrialRestoreThatFailsIsAProblemAndOneThatIsLimitedIsNone() throws IOException {
        world.drills = (target, snapshot, context) -> report(
                check(Code.PROPOSALS, Outcome.FAILED, "209", "12", ""),
                check(Code.TABLES, Outcome.FAILED, "62", "61", "submission_review"),
                check(Code.REMOVED, Outcome.PASSED, "", "", ""));
        Golden.check("drill-failed", world, "drill", "talks");
        world.drills = (target, snapshot, context) -> report(
                check(Code.PROPOSALS, Outcome.PASSED, "209", "209", ""),
                check(Code.PAGE, Outcome.LIMITED, "", "", "pretalx 2025.2.2 is not installed on this server"),
                check(Code.REMOVED, Outcome.PASSED, "", "", ""));
        world.terminal = new FakeTerminal();
        Golden.check("drill-limited", world, "drill", "talks");
    }

    private static Check check(Code code, Outcome outcome, String expected, String found, String detail) {
        return new Check(code, outcome, expected, found, detail);
    }

    private static DrillReport report(Check... checks) {
        return new DrillReport(
                new SnapshotId(ID), World.NOW, Duration.ofSeconds(72), "2025.2.2", 4711, List.of(checks), true);
    }

    @Test
    void damageIsAProblemAndNamesTheFiles() throws IOException {
        List<VerifyReport.Problem> problems = IntStream.range(0, 25)
                .mapToObj(i -> new VerifyReport.Problem(
                        "media/" + i + ".png",
                        i == 0 ? VerifyReport.Kind.MISSING : VerifyReport.Kind.CONTENT,
                        "hash differs"))
                .toList();
        world.backups.verifying =
                context -> new VerifyReport(new SnapshotId(ID), World.NOW, 5012, 1_300_000_000L, problems);
        Golden.check("verify-damaged", world, "verify", "talks");
        world.terminal = new FakeTerminal();
        assertThat(world.run("verify", "talks", "--json")).isEqualTo(3);
        assertThat(world.terminal.result()).contains("\"sound\" : false", "\"file\" : \"media/24.png\"");
    }
}
