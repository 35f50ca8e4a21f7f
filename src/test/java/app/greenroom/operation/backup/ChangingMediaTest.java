package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.storage.disk.LocalDisk;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploaded files that come, go and change while a snapshot is taken. */
class ChangingMediaTest {
    @TempDir
    Path folder;

    private SampleSite site;
    private Laptop laptop;

    @BeforeEach
    void makeSite() {
        site = new SampleSite(folder.resolve("server"));
        laptop = new Laptop(folder.resolve("library"), site);
    }

    @Test
    void aFileThatVanishesBeforeItIsReadIsNoFailure() throws Exception {
        SnapshotSummary summary = between(
                        "backup-media", () -> Files.delete(site.media().resolve("logo.png")))
                .create();
        assertThat(laptop.entries(summary)).doesNotContainKey("media/logo.png").containsKey("media/avatars/one.jpg");
        assertThat(laptop.manifest(summary).head().warnings()).isEmpty();
    }

    @Test
    void aFileThatComesOrChangesBeforeTheDatabaseIsReadIsThere() throws Exception {
        SnapshotSummary summary = between("backup-database", () -> {
                    site.upload("late.png", "late");
                    site.upload("logo.png", "grown since the first pass");
                })
                .create();
        assertThat(laptop.folder(summary).resolve("media/late.png")).hasContent("late");
        assertThat(laptop.folder(summary).resolve("media/logo.png")).hasContent("grown since the first pass");
        assertThat(laptop.verify(summary.id()).problems()).isEmpty();
    }

    @Test
    void aFileReplacedByALinkIsNotFollowed() throws Exception {
        Path outside = site.write("outside/passwords", "not for the snapshot");
        SnapshotSummary summary = between("backup-media", () -> {
                    Files.delete(site.media().resolve("logo.png"));
                    Files.createSymbolicLink(site.media().resolve("logo.png"), outside);
                    Files.move(site.media().resolve("avatars"), site.root().resolve("moved"));
                    Files.createSymbolicLink(
                            site.media().resolve("avatars"), site.root().resolve("moved"));
                })
                .create();
        assertThat(laptop.entries(summary).keySet()).noneMatch(name -> name.startsWith("media/"));
    }

    @Test
    void aFileThatGrowsWheneverItIsReadIsKeptAsOfOneMomentAndWarnedOf() throws Exception {
        Path file = site.upload("log.txt", "x".repeat(4 << 20));
        Laptop disturbed = new Laptop(
                folder.resolve("library"),
                site::facts,
                () -> new Disturbed(site.host(), () -> append(file)),
                new LocalDisk());
        SnapshotSummary summary = disturbed.create();
        assertThat(laptop.verify(summary.id()).problems()).isEmpty();
        assertThat(laptop.folder(summary).resolve("media/log.txt").toFile().length())
                .isGreaterThan(4 << 20);
        assertThat(laptop.manifest(summary).head().warnings()).containsExactly("changed while it was read: log.txt");
    }

    /** A host on which something happens whenever it says anything. */
    private record Disturbed(RemoteHost host, Runnable happening) implements RemoteHost {
        @Override
        public HostTraits traits() {
            return host.traits();
        }

        @Override
        public CommandResult run(RemoteCommand command, TaskContext context) throws SshException {
            return host.run(command, context);
        }

        @Override
        public CommandResult stream(RemoteCommand command, ByteSink sink, TaskContext context)
                throws SshException, IOException {
            ByteSink disturbed = (buffer, offset, length) -> {
                happening.run();
                sink.accept(buffer, offset, length);
            };
            return host.stream(command, disturbed, context);
        }

        @Override
        public CommandResult feed(RemoteCommand command, InputStream source, TaskContext context)
                throws SshException, IOException {
            return host.feed(command, source, context);
        }

        @Override
        public CommandResult converse(RemoteCommand command, InputStream source, ByteSink sink, TaskContext context)
                throws SshException, IOException {
            return host.converse(command, source, sink, context);
        }

        @Override
        public void close() {
            host.close();
        }
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "one line more\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Something that happens on the server. */
    @FunctionalInterface
    private interface Happening {
        void happen() throws IOException;
    }

    /** A snapshot during which something happens when a phase begins, once. */
    private Snapshot between(String phase, Happening happening) {
        boolean[] happened = {false};
        return () -> laptop.create(new TaskContext(new CancellationToken(), progress -> {
            if (progress.phase().equals(phase) && !happened[0]) {
                happened[0] = true;
                try {
                    happening.happen();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        }));
    }

    @FunctionalInterface
    private interface Snapshot {
        SnapshotSummary create() throws OperationFailedException;
    }
}
