package app.greenroom.operation.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.support.LocalHost;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What arrived of a restore that was cut off before it began does not travel again, and is never in the way. */
class CutUploadTest {
    @TempDir
    private Path folder;

    private HostFiles files;
    private SampleParcel made;

    /** Bytes of files after which the line is cut. */
    private long cutAfter = Long.MAX_VALUE;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(folder.resolve("server/data/media"));
        Files.createDirectories(folder.resolve("snapshot/media"));
        made = new SampleParcel(folder);
        files = new HostFiles(new Cut(new LocalHost(folder.resolve("server"))));
    }

    @Test
    void whatArrivedBeforeTheLineWasCutDoesNotTravelAgain() throws Exception {
        Entry dump = made.entry(Role.DATABASE, "database.dump", "a dump of many bytes");
        Entry first = made.stored("first", "a face", 1);
        Entry second = made.stored("second", "another face", 1);
        Parcel cut = made.parcel(
                "restore-1", new Parcel.Item(first, true), new Parcel.Item(dump, true), new Parcel.Item(second, true));
        cutAfter = (long) "a face".length() + "a dump".length();
        assertThat(refusal(cut)).isEqualTo(FailureReason.COMMAND_FAILED);
        assertThat(Path.of(cut.folder()).resolve("1")).hasContent("a dump");

        cutAfter = Long.MAX_VALUE;
        Parcel again = made.parcel(
                "restore-2", new Parcel.Item(dump, true), new Parcel.Item(first, true), new Parcel.Item(second, true));
        List<Progress> told = new ArrayList<>();
        files.bring(again, SampleParcel.KEY, new TaskContext(TaskContext.quiet().cancellation(), told::add));

        assertThat(told.getFirst()).isEqualTo(Progress.bytes("restore-send", 12, 38));
        assertThat(told.getLast()).isEqualTo(Progress.bytes("restore-send", 38, 38));
        assertThat(Path.of(again.folder()).resolve("0")).hasContent("a dump of many bytes");
        assertThat(Path.of(again.mediaFolder()).resolve("1")).hasContent("a face");
        assertThat(Path.of(again.mediaFolder()).resolve("2")).hasContent("another face");
        assertThat(Path.of(cut.folder())).as("nothing of it is left").doesNotExist();
        assertThat(Path.of(cut.mediaFolder())).doesNotExist();
    }

    @Test
    void aBeginningThatWasLostIsSentAgain() throws Exception {
        Entry dump = made.entry(Role.DATABASE, "database.dump", "a dump of many bytes");
        cutAfter = "a dump".length();
        Parcel cut = made.parcel("restore-1", new Parcel.Item(dump, true));
        assertThat(refusal(cut)).isEqualTo(FailureReason.COMMAND_FAILED);
        Files.writeString(Path.of(cut.folder()).resolve("0"), "\0\0\0\0\0\0"); // as a power cut leaves it

        cutAfter = Long.MAX_VALUE;
        files.bring(cut, SampleParcel.KEY, TaskContext.quiet());
        assertThat(Path.of(cut.folder()).resolve("0")).hasContent("a dump of many bytes");
    }

    @Test
    void whatAnotherSiteOrAJobBroughtIsLeftAlone() throws Exception {
        Entry dump = made.entry(Role.DATABASE, "database.dump", "a dump");
        Parcel theirs = made.parcel("restore-1", new Parcel.Item(dump, true));
        files.bring(theirs, "/srv/other", TaskContext.quiet());
        Parcel begun = made.parcel("restore-2", new Parcel.Item(dump, true));
        files.bring(begun, SampleParcel.KEY, TaskContext.quiet());
        Files.createDirectories(folder.resolve("server/var/lib/greenroom/jobs/restore-2"));

        files.bring(made.parcel("restore-3", new Parcel.Item(dump, true)), SampleParcel.KEY, TaskContext.quiet());
        assertThat(Path.of(theirs.folder()).resolve("0")).hasContent("a dump");
        assertThat(Path.of(begun.folder()).resolve("0")).hasContent("a dump");
    }

    @Test
    void whatWasCutOffIsOfferedForCleaningUp() throws Exception {
        Entry picture = made.stored("first", "a face", 1);
        Parcel cut = made.parcel("restore-1", new Parcel.Item(picture, true));
        files.bring(cut, SampleParcel.KEY, TaskContext.quiet());
        String home = folder.resolve("server/var/lib/greenroom").toString();

        assertThat(files.kept(home, "/srv/other", List.of(), List.of(), TaskContext.quiet())
                        .path("kept"))
                .isEmpty();
        assertThat(files.kept(home, SampleParcel.KEY, List.of(), List.of(), TaskContext.quiet())
                        .path("kept"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.path("job").asString()).isEqualTo("restore-1");
                    assertThat(each.path("things")).hasSize(2);
                });
        var _ = files.kept(home, SampleParcel.KEY, List.of(), List.of("restore-1"), TaskContext.quiet());
        assertThat(Path.of(cut.folder())).doesNotExist();
        assertThat(Path.of(cut.mediaFolder())).doesNotExist();
    }

    private FailureReason refusal(Parcel parcel) {
        return catchThrowableOfType(
                        OperationFailedException.class,
                        () -> files.bring(parcel, SampleParcel.KEY, TaskContext.quiet()))
                .reason();
    }

    /** Ends what is sent to the program that receives files. */
    private final class Cut implements RemoteHost {
        private final RemoteHost host;

        Cut(RemoteHost host) {
            this.host = host;
        }

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
            return host.stream(command, sink, context);
        }

        @Override
        public CommandResult feed(RemoteCommand command, InputStream source, TaskContext context)
                throws SshException, IOException {
            byte[] all = source.readAllBytes();
            boolean receives = new String(all, StandardCharsets.UTF_8).contains("\"\"\"Receives the files");
            int end = receives ? (int) (beginning(all) + Math.min(all.length - beginning(all), cutAfter)) : all.length;
            return host.feed(command, new ByteArrayInputStream(all, 0, end), context);
        }

        /** Bytes of program and request, each behind its length. */
        private static long beginning(byte[] all) {
            long place = 0;
            for (int part = 0; part < 2; part++) {
                int line = (int) place;
                while (all[line] != '\n') {
                    line++;
                }
                place = line
                        + 1
                        + Long.parseLong(new String(all, (int) place, line - (int) place, StandardCharsets.US_ASCII));
            }
            return place;
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
}
