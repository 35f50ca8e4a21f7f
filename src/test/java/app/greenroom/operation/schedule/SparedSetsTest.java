package app.greenroom.operation.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.instance.FindingCode;
import app.greenroom.domain.schedule.ScheduleJudgement;
import app.greenroom.domain.schedule.ScheduleRun;
import app.greenroom.domain.schedule.ScheduleRun.Reason;
import app.greenroom.domain.schedule.ScheduleRun.Result;
import app.greenroom.domain.schedule.ScheduleSettings;
import app.greenroom.operation.backup.SampleSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which sets a server lets go: none that nobody has collected, unless it is old or its room is needed. */
class SparedSetsTest {
    @TempDir
    Path folder;

    private ScheduledServer server;

    @BeforeEach
    void begin() throws Exception {
        server = new ScheduledServer(folder);
        server.set(ScheduledServer.settings());
    }

    private SnapshotId takes() throws Exception {
        ScheduleRun run = server.run();
        assertThat(run.detail()).isEmpty();
        assertThat(run.result()).isEqualTo(Result.OK);
        return run.set().orElseThrow();
    }

    private List<SnapshotId> sets() throws Exception {
        return server.show().server().sets();
    }

    @Test
    void runsOfOneDayStayUntilALaptopHasThemAll() throws Exception {
        SnapshotId first = takes();
        SnapshotId second = takes();
        SnapshotId third = takes();
        assertThat(sets()).containsExactly(third, second, first);
        assertThat(server.collect().collected()).hasSize(3);
        assertThat(sets()).as("nothing goes before a new one is whole").hasSize(3);
        SnapshotId fourth = takes();
        assertThat(sets()).containsExactly(fourth);
        assertThat(server.collect().collected()).hasSize(1);
    }

    @Test
    void oneThatNobodyFetchesForTwoWeeksGoesByTheRule() throws Exception {
        SnapshotId first = takes();
        SnapshotId old = new SnapshotId("2026-01-05T03-40-00Z-s");
        SnapshotId older = new SnapshotId("2026-01-05T02-40-00Z-s");
        for (SnapshotId each : List.of(old, older)) {
            SampleSite.python(
                    "import shutil, sys; shutil.copytree(*sys.argv[1:])",
                    server.folder(first).toString(),
                    server.folder(each).toString());
        }
        SnapshotId second = takes();
        assertThat(sets()).containsExactly(second, first, old);
    }

    @Test
    void forWantOfRoomTheOldestGoAndThatIsTold() throws Exception {
        ScheduleSettings usual = ScheduledServer.settings();
        server.set(new ScheduleSettings(
                usual.times(), usual.zone(), usual.keep(), 0, Optional.of("orga@example.org"), Optional.empty()));
        SnapshotId first = takes();
        Files.write(server.folder(first).resolve("ballast"), new byte[40 << 20]);
        SnapshotId second = takes();
        pretendFree();
        ScheduleRun run = server.run();
        assertThat(run.detail()).isEmpty();
        assertThat(run.result()).isEqualTo(Result.OK);
        assertThat(run.lost()).isEqualTo(1);
        assertThat(sets()).containsExactly(run.set().orElseThrow(), second);
        assertThat(ScheduleJudgement.of(server.show().server()).getFirst().code())
                .isEqualTo(FindingCode.SCHEDULE_LOST);
        assertThat(server.site.root().resolve("outbox"))
                .content()
                .contains("needs room", "1 earlier sets were removed");
    }

    @Test
    void noneGoesInVain() throws Exception {
        SnapshotId first = takes();
        SnapshotId second = takes();
        ScheduleSettings usual = ScheduledServer.settings();
        server.set(new ScheduleSettings(
                usual.times(), usual.zone(), usual.keep(), 1L << 60, Optional.empty(), Optional.empty()));
        assertThat(server.run().reason()).isEqualTo(Reason.SPACE);
        assertThat(sets()).containsExactly(second, first);
    }

    /** The disk of the sets seems to have so little room, as long as the ballast of a set is there. */
    private void pretendFree() throws Exception {
        SampleSite.python(
                """
                import sys
                path, sets = sys.argv[1:]
                text = open(path).read()
                was = "def free(folder):\\n"
                assert text.count(was) == 1
                told = "    import glob\\n    if glob.glob(%r): return 10 << 20\\n" % (sets + "/*/ballast")
                open(path, "w").write(text.replace(was, was + told))
                """,
                server.folder().resolve("schedule.py").toString(),
                server.home().resolve("snapshots/pretalx").toString());
    }

    @Test
    void whatACutRunLeftIsGoneBeforeTheRoomIsLookedAt() throws Exception {
        SnapshotId first = takes();
        Path cut = server.folder(first).resolveSibling("2026-11-30T03-40-00Z-s.partial");
        Files.createDirectories(cut);
        Files.write(cut.resolve("ballast"), new byte[1 << 20]);
        pretendFree();
        takes();
        assertThat(cut).doesNotExist();
    }

    @Test
    void aRunThatBeginsLongAfterItsTimeSaysSo() throws Exception {
        ScheduleSettings usual = ScheduledServer.settings();
        server.set(new ScheduleSettings(
                usual.times(), usual.zone(), usual.keep(), 0, Optional.of("orga@example.org"), Optional.empty()));
        ScheduleRun inTime = server.run();
        assertThat(inTime.late()).isZero();
        assertThat(server.site.root().resolve("outbox")).doesNotExist();
        SampleSite.python(
                """
                import json, sys, time
                settings, status = sys.argv[1:]
                chosen = json.load(open(settings))
                chosen["since"] = time.time() - 9 * 86400
                json.dump(chosen, open(settings, "w"))
                known = json.load(open(status))
                known["last"]["started"] = time.time() - 3 * 86400
                json.dump(known, open(status, "w"))
                """,
                server.folder().resolve("settings.json").toString(),
                server.folder().resolve("status.json").toString());
        assertThat(ScheduleJudgement.of(server.show().server()).getFirst().code())
                .isEqualTo(FindingCode.SCHEDULE_LATE);
        ScheduleRun late = server.run();
        assertThat(late.result()).isEqualTo(Result.OK);
        assertThat(late.late()).isBetween(Duration.ofDays(2), Duration.ofDays(3));
        assertThat(server.site.root().resolve("outbox")).content().contains("was late", "hours after its time");
        assertThat(server.run().late()).isZero();
        try (Stream<String> mails = Files.lines(server.site.root().resolve("outbox"))) {
            assertThat(mails.toList()).hasSize(2).last().asString().contains("works again");
        }
    }
}
