package app.greenroom.operation.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.FindingCode;
import app.greenroom.domain.schedule.CollectReport;
import app.greenroom.domain.schedule.ScheduleJudgement;
import app.greenroom.domain.schedule.ScheduleReport;
import app.greenroom.domain.schedule.ScheduleRun;
import app.greenroom.domain.schedule.ScheduleRun.Reason;
import app.greenroom.domain.schedule.ScheduleRun.Result;
import app.greenroom.domain.schedule.ScheduleSettings;
import app.greenroom.domain.schedule.ServerSchedule;
import app.greenroom.operation.backup.SampleSite;
import app.greenroom.storage.library.SnapshotLibrary;
import app.greenroom.task.TaskContext;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    private SnapshotId takes() throws Exception {
        ScheduleRun run = server.run();
        assertThat(run.detail()).isEmpty();
        assertThat(run.result()).isEqualTo(Result.OK);
        return run.set().orElseThrow();
    }

    /** The same files under other names, so that they can be looked at when the next set has taken the place of this one. */
    private Path kept(SnapshotId id) throws Exception {
        Path kept = server.site.root().resolve("kept-" + id);
        Files.createDirectories(kept);
        try (Stream<Path> files = Files.walk(server.folder(id).resolve("media"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.createLink(kept.resolve(file.getFileName().toString()), file);
            }
        }
        return kept;
    }

    @Test
    void aChangeInPlaceLeavesTheOldSetAsItWas() throws Exception {
        Path live = server.site.media().resolve("logo.png");
        Path old = kept(takes());
        try (RandomAccessFile file = new RandomAccessFile(live.toFile(), "rw")) {
            file.write("A LOGO".getBytes(StandardCharsets.US_ASCII));
        }
        SnapshotId second = takes();
        assertThat(old.resolve("logo.png")).hasContent("a logo");
        assertThat(server.folder(second).resolve("media/logo.png")).hasContent("A LOGO");
        assertThat(Files.getAttribute(live, "unix:nlink")).isEqualTo(1);
        assertThat(Files.isSameFile(
                        old.resolve("one.jpg"), server.folder(second).resolve("media/avatars/one.jpg")))
                .as("unchanged files are shared between sets")
                .isTrue();
    }

    @Test
    void aFileThatRottedInASetIsCopiedFromTheSiteAgain() throws Exception {
        SnapshotId first = takes();
        Path stored = server.folder(first).resolve("media/logo.png");
        assertThat(stored.toFile().setWritable(true)).isTrue();
        Files.writeString(stored, "a longer logo");
        CollectReport report = server.collect();
        assertThat(report.collected()).isEmpty();
        assertThat(report.damaged()).containsExactly(new CollectReport.Damaged(first, "media/logo.png"));
        assertThat(server.shelf().list()).isEmpty();

        SnapshotId second = takes();
        assertThat(server.folder(second).resolve("media/logo.png")).hasContent("a logo");
        assertThat(SnapshotLibrary.manifestIn(server.folder(second)).head().warnings())
                .containsExactly("damaged in the set before, copied from the site again: logo.png");
        assertThat(server.collect().collected()).hasSize(1);
    }

    @Test
    void namesThatAreNoTextAreKeptUnderOthersAndCollected() throws Exception {
        SampleSite.python(
                "import os, sys; open(os.path.join(os.fsencode(sys.argv[1]), b'caf\\xe9.txt'), 'w').write('odd')",
                server.site.media().toString());
        SnapshotId id = takes();
        SnapshotManifest.Entry odd = SnapshotLibrary.manifestIn(server.folder(id)).entries().stream()
                .filter(each -> each.source().path().base64())
                .findFirst()
                .orElseThrow();
        assertThat(odd.stored().name()).startsWith("media-renamed/").endsWith("-caf_.txt");
        assertThat(server.folder(id).resolve("RESTORE.txt")).content().contains("Some names could not be held");
        assertThat(server.collect().damaged()).isEmpty();
        assertThat(server.shelf().manifest(id).entries())
                .filteredOn(each -> each.source().path().equals(odd.source().path()))
                .hasSize(1);
    }

    @Test
    void whatIsHereAlreadyDoesNotTravel() throws Exception {
        server.site.upload("big.bin", "x".repeat(3 << 20));
        takes();
        assertThat(server.collect().bytesFetched()).isGreaterThan(3 << 20);
        server.site.upload("small.txt", "more");
        SnapshotId second = takes();
        CollectReport report = server.collect();
        assertThat(report.bytesFetched()).isLessThan(1 << 20);
        assertThat(server.shelf().manifest(second).entries())
                .anyMatch(each -> each.stored().name().equals("media/big.bin"));
    }

    @Test
    void aCutCollectionIsContinuedAndFetchesOnlyTheRest() throws Exception {
        for (int number = 0; number < 8; number++) {
            server.site.upload("file" + number, String.valueOf(number).repeat(1 << 20));
        }
        SnapshotId id = takes();
        server.host.cutAfter(5 << 20);
        assertThat(catchThrowableOfType(OperationFailedException.class, server::collect)
                        .reason())
                .isEqualTo(FailureReason.CONNECTION_LOST);
        assertThat(server.shelf().list()).isEmpty();
        server.host.cutAfter(Long.MAX_VALUE);
        CollectReport report = server.collect();
        assertThat(report.collected()).extracting(each -> each.id()).containsExactly(id);
        assertThat(report.bytesFetched()).isBetween(3L << 20, 6L << 20);
        try (Stream<Path> left = Files.list(server.shelf().folder())) {
            assertThat(left.map(each -> each.getFileName().toString())).containsExactlyInAnyOrder(id.text(), ".lock");
        }
    }

    @Test
    void whatTheLaptopRemovedDoesNotComeBack() throws Exception {
        SnapshotId id = takes();
        server.collect();
        SampleSite.python(
                "import shutil, sys; shutil.rmtree(sys.argv[1])",
                server.shelf().folder(id).toString());
        assertThat(server.show().waiting()).isEmpty();
        assertThat(server.collect().collected()).isEmpty();
    }

    @Test
    void belowTheFloorNothingIsTakenAndThatIsNoFailure() throws Exception {
        SnapshotId first = takes();
        ScheduleSettings usual = ScheduledServer.settings();
        server.set(new ScheduleSettings(
                usual.times(), usual.zone(), usual.keep(), 1L << 60, Optional.empty(), Optional.empty()));
        ScheduleRun run = server.run();
        assertThat(run.result()).isEqualTo(Result.SKIPPED);
        assertThat(run.reason()).isEqualTo(Reason.SPACE);
        assertThat(run.arguments()).hasSize(3).last().isEqualTo(String.valueOf(1L << 60));
        assertThat(server.show().server().sets()).containsExactly(first);
        assertThat(ScheduleJudgement.of(server.show().server()).getFirst().code())
                .isEqualTo(FindingCode.SCHEDULE_SKIPPED);
    }

    @Test
    void whileAJobIsAtWorkNothingIsTaken() throws Exception {
        SampleSite.python("""
            import json, sys
            path = sys.argv[1]
            chosen = json.load(open(path))
            chosen["patience"] = 0
            json.dump(chosen, open(path, "w"))
            """, server.folder().resolve("settings.json").toString());
        String data = server.site.root().resolve("data").toString();
        server.site.write("var/lib/greenroom/jobs/upgrade-7/plan.json", "{\"lockKey\": \"" + data + "\"}");
        server.site.write("var/lib/greenroom/jobs/upgrade-7/state", "running\n");
        ScheduleRun run = server.run();
        assertThat(run.result()).isEqualTo(Result.SKIPPED);
        assertThat(run.reason()).isEqualTo(Reason.JOB);
        assertThat(run.arguments()).containsExactly("upgrade-7");
        assertThat(server.show().server().sets()).isEmpty();
        server.site.write("var/lib/greenroom/jobs/upgrade-7/state", "done\n");
        takes();
    }

    @Test
    void aRunThatFailsSaysWhyAndLosesNothing() throws Exception {
        SnapshotId first = takes();
        Files.move(server.site.database(), server.site.root().resolve("data/elsewhere"));
        ScheduleRun run = server.run();
        assertThat(run.result()).isEqualTo(Result.FAILED);
        assertThat(run.reason()).isEqualTo(Reason.DATABASE);
        assertThat(run.detail()).contains("is not there");
        ServerSchedule now = server.show().server();
        assertThat(now.sets()).containsExactly(first);
        assertThat(now.lastGood()).isPresent();
        assertThat(ScheduleJudgement.of(now).getFirst().code()).isEqualTo(FindingCode.SCHEDULE_FAILED);
        try (Stream<Path> left = Files.list(server.folder(first).getParent())) {
            assertThat(left.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder(first.text(), "instance.json");
        }

        server.site.write("bin/python-of-pretalx", "#!/bin/sh\nexit 3\n");
        assertThat(server.run().reason()).isEqualTo(Reason.SETTINGS);
    }

    @Test
    void removingLeavesNothingButTheSets() throws Exception {
        SnapshotId id = takes();
        ScheduleReport after = server.schedules.remove(ScheduledServer.NAME, TaskContext.quiet());
        assertThat(after.server().settings()).isEmpty();
        assertThat(after.server().sets()).containsExactly(id);
        assertThat(after.waiting()).containsExactly(id);
        assertThat(server.home().resolve("schedule")).doesNotExist();
        assertThat(server.collect().collected()).hasSize(1);
        assertThat(catchThrowableOfType(OperationFailedException.class, server::run)
                        .reason())
                .isEqualTo(FailureReason.SCHEDULE_NONE);
        assertThat(catchThrowableOfType(
                                OperationFailedException.class,
                                () -> server.schedules.remove(ScheduledServer.NAME, TaskContext.quiet()))
                        .reason())
                .isEqualTo(FailureReason.SCHEDULE_NONE);
    }

    @Test
    void anUnknownZoneIsRefusedBeforeAnythingIsWritten() throws Exception {
        ScheduleSettings usual = ScheduledServer.settings();
        OperationFailedException failure = catchThrowableOfType(
                OperationFailedException.class,
                () -> server.set(new ScheduleSettings(
                        usual.times(), ZoneId.of("UTC+03:00"), usual.keep(), 0, Optional.empty(), Optional.empty())));
        assertThat(failure.reason()).isEqualTo(FailureReason.INPUT_INVALID);
        assertThat(server.show().server().settings()).contains(usual);
    }
}
