package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.support.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A snapshot of 300 MB by the installed program that is killed, whose server loses power, and whose disk fills up: the
 * next run moves what is missing, and older snapshots stay whole. The granularity is a file: one that was half there
 * comes again, and so do the database dump and the configuration.
 */
class ResumeIT {
    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);

    private static final int FILES = 300;
    private static final int SIZE = 1_000_000;
    /** Look, listing, dump, configuration, packets' heads, and files that were on their way. */
    private static final long BESIDES = 25_000_000;

    @TempDir
    Path folder;

    private InstalledProgram program;
    private Path library;

    @BeforeAll
    static void upload() {
        server.run("""
            systemctl stop pretalx-worker
            runuser -u pretalx -- python3 - %d %d <<'END'
            import os, sys
            os.makedirs("/var/pretalx/data/media/bulk", exist_ok=True)
            for number in range(int(sys.argv[1])):
                with open("/var/pretalx/data/media/bulk/%%03d.bin" %% number, "wb") as file:
                    file.write(os.urandom(int(sys.argv[2])))
            END
            sync
            """.formatted(FILES, SIZE));
    }

    /** The library lies on a disk of its own, which can be filled. */
    @BeforeEach
    void aLaptop() {
        Commands.run(List.of("mount", "-t", "tmpfs", "-o", "size=1500m", "tmpfs", folder.toString()));
        program = new InstalledProgram(folder);
        library = folder.resolve("greenroom/library");
        program.add(server, "talks", "", "--user", "root", "--key", server.key().toString());
        server.run("mv /var/pretalx/data/media/bulk /var/pretalx/data/bulk");
        requireDone(program.run("", "backup", "talks"));
        server.run("mv /var/pretalx/data/bulk /var/pretalx/data/media/bulk");
    }

    @AfterEach
    void unmount() {
        Commands.run(List.of("umount", "-l", folder.toString()));
    }

    private static void requireDone(InstalledProgram.Run run) {
        assertThat(run.status()).as(run.toString()).isZero();
    }

    /** Starts a snapshot and waits until a third of it has come. */
    private Process startAndWait() throws IOException {
        Process process = program.start(
                folder.resolve("out").toFile(), folder.resolve("err").toFile(), "backup", "talks");
        process.getOutputStream().close();
        Eventually.holds("a third has come", () -> partialBytes() > (long) FILES * SIZE / 3);
        return process;
    }

    private long partialBytes() {
        try (Stream<Path> all = Files.walk(library)) {
            return all.filter(path -> path.toString().contains(".partial/media/bulk/"))
                    .mapToLong(ResumeIT::size)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // it changes while we look
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next run is whole, moves only what is missing, and leaves nothing half taken. */
    private void requireResumed(String how) throws IOException {
        long kept = partialBytes();
        assertThat(kept).as("kept after " + how).isBetween((long) FILES * SIZE / 3, (long) FILES * SIZE - 1);
        long before = server.bytesOnTheWire();
        requireDone(program.run("", "backup", "talks"));
        long moved = server.bytesOnTheWire() - before;
        long missing = (long) FILES * SIZE - kept;
        Figures.note("bytes kept by " + how, kept);
        Figures.note("bytes missing after " + how, missing);
        Figures.note("bytes on the wire of the run that resumed after " + how, moved);
        assertThat(moved).as("bytes on the wire after " + how).isBetween(missing, missing * 102 / 100 + BESIDES);
        JsonNode list = program.run("", "snapshots", "talks", "--json").json().get("snapshots");
        assertThat(list.size()).isEqualTo(2);
        for (JsonNode each : list) {
            requireDone(program.run("", "verify", "talks", each.get("id").stringValue()));
        }
        assertThat(list.get(0).get("files").longValue())
                .isEqualTo(list.get(1).get("files").longValue() + FILES);
        try (Stream<Path> left = Files.walk(library, 3)) {
            assertThat(left.map(Path::toString)).noneMatch(path -> path.endsWith(".partial"));
        }
    }

    @Test
    void aProgramKilledInTheMiddleGoesOnWhereItWas() throws Exception {
        Process process = startAndWait();
        process.destroyForcibly();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        Eventually.holds(
                "nothing of it is left on the server",
                () -> server.run("pgrep -f 'python3 -I' || true").isBlank());
        requireResumed("a killed program");
    }

    @Test
    void aServerWithoutPowerInTheMiddleIsContinuedWhenItIsBack() throws Exception {
        Process process = startAndWait();
        server.cutPower();
        assertThat(process.waitFor(2, TimeUnit.MINUTES))
                .as("it gives up by itself")
                .isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(folder.resolve("err")).content().contains("connection");
        server.boot();
        Eventually.holds(
                "the database is up",
                () -> server.run("systemctl is-active postgresql@*-main.service || true")
                        .contains("active"));
        requireResumed("a power cut of the server");
    }

    @Test
    void aDiskThatSomebodyElseFillsIsSaidAndTheNextRunGoesOn() throws Exception {
        Process process = startAndWait();
        // as if others had filled the rest of the disk meanwhile
        remount("$(($(du -sm --apparent-size . | cut -f1) + 40))m");
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(folder.resolve("err")).content().contains("The disk of this computer is full");
        remount("1500m");
        requireResumed("a full disk");
    }

    private void remount(String size) {
        Commands.run(List.of("sh", "-c", "cd \"$0\" && mount -o remount,size=" + size + " .", folder.toString()));
    }
}
