package app.greenroom.operation.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.backup.SnapshotManifest.Source;
import app.greenroom.domain.backup.SnapshotManifest.Stored;
import app.greenroom.domain.backup.SourcePath;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.support.LocalHost;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server lacks is found out and brought there, and nothing half is left. */
class HostFilesTest {
    @TempDir
    private Path folder;

    private Path media;
    private Path snapshot;
    private HostFiles files;
    private SampleParcel made;

    @BeforeEach
    void prepare() throws IOException {
        media = Files.createDirectories(folder.resolve("server/data/media"));
        snapshot = Files.createDirectories(folder.resolve("snapshot/media"));
        made = new SampleParcel(folder);
        files = new HostFiles(new LocalHost(folder.resolve("server")));
    }

    @Test
    void filesAreComparedByTheirContentOrElseByTheirTime() throws Exception {
        Entry same = stored("same", "same", 1_000);
        Entry touched = stored("touched", "content", 1_000);
        Entry other = stored("other", "then", 1_000);
        Entry missing = stored("missing", "gone", 1_000);
        upload("same", "same", 1_000);
        upload("touched", "content", 2_000);
        upload("other", "also", 1_000);
        upload("later", "new", 1_000);
        List<Entry> all = List.of(same, touched, other, missing);

        Comparison read = compare(all, true);
        assertThat(read.lacking().stream()).containsExactly(2, 3);
        assertThat(read.aside()).isEqualTo(1);
        assertThat(read.mediaRoot()).isEqualTo(media.toRealPath().toString());
        assertThat(compare(all, false).lacking().stream()).containsExactly(1, 3);
    }

    @Test
    void aLinkIsNeverTakenForAFile() throws Exception {
        Entry entry = stored("logo.png", "logo", 1_000);
        upload("elsewhere", "logo", 1_000);
        Files.createSymbolicLink(media.resolve("logo.png"), media.resolve("elsewhere"));
        assertThat(compare(List.of(entry), true).lacking().stream()).containsExactly(0);
    }

    private Comparison compare(List<Entry> entries, boolean read) throws Exception {
        return files.compare(
                media.toString(),
                entries,
                Map.of(media.resolve("same").toString(), entries.getFirst()),
                List.of(media.resolve("not/there").toString()),
                java.util.Optional.empty(),
                read,
                TaskContext.quiet());
    }

    @Test
    void whatIsLackingArrivesInFoldersOfOurOwn() throws Exception {
        Entry dump = made.entry(Role.DATABASE, "database.dump", "a dump");
        Entry here = stored("here", "here", 1);
        Entry lacking = stored("avatars/kim.png", "a face", 1);
        List<Progress> told = new ArrayList<>();
        Parcel parcel =
                parcel(new Parcel.Item(dump, true), new Parcel.Item(here, false), new Parcel.Item(lacking, true));

        files.bring(
                parcel, SampleParcel.KEY, new TaskContext(TaskContext.quiet().cancellation(), told::add));

        Path staging = Path.of(parcel.folder());
        assertThat(staging.resolve("0")).hasContent("a dump");
        assertThat(Path.of(parcel.mediaFolder()).resolve("2")).hasContent("a face");
        assertThat(staging.resolve("1")).doesNotExist();
        assertThat(Files.readAllLines(staging.resolve("entries"))).hasSize(3);
        assertThat(Files.getPosixFilePermissions(staging)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(told.getLast()).isEqualTo(Progress.bytes("restore-send", 12, 12));

        files.discard(parcel, TaskContext.quiet());
        assertThat(staging).doesNotExist();
        assertThat(Path.of(parcel.mediaFolder())).doesNotExist();
    }

    @Test
    void aFileThatIsNotAsTheManifestSaysIsRefusedAndOnlyWhatIsSoundStays() throws Exception {
        Entry good = stored("good", "good", 1);
        Entry rotten = stored("rotten", "sound", 1);
        Files.writeString(snapshot.resolve("rotten"), "s0und");
        Parcel parcel = parcel(new Parcel.Item(good, true), new Parcel.Item(rotten, true));

        assertThat(refusal(parcel)).isEqualTo(FailureReason.SNAPSHOT_DAMAGED);
        nothingIsLeft(parcel);
    }

    @Test
    void aFileThatBecameShorterIsAnErrorAndOnlyWhatIsSoundStays() throws Exception {
        Entry cut = stored("cut", "whole file", 1);
        Files.writeString(snapshot.resolve("cut"), "whole");
        Parcel parcel = parcel(new Parcel.Item(cut, true));

        assertThat(refusal(parcel)).isEqualTo(FailureReason.SNAPSHOT_DAMAGED);
        nothingIsLeft(parcel);
    }

    @Test
    void aLinkThatSomebodyPlantedInASnapshotIsNotFollowed() throws Exception {
        Entry planted = stored("planted", "somebody's own", 1);
        Path outside = Files.writeString(folder.resolve("outside"), "somebody's own");
        Files.delete(snapshot.resolve("planted"));
        Files.createSymbolicLink(snapshot.resolve("planted"), outside);
        Parcel parcel = parcel(new Parcel.Item(planted, true));

        assertThat(refusal(parcel)).isEqualTo(FailureReason.SNAPSHOT_DAMAGED);
        nothingIsLeft(parcel);
    }

    @Test
    void namesOfASnapshotNeverBecomeNamesOfWhatArrives() throws Exception {
        Entry evil = new Entry(
                Role.MEDIA,
                new Source(SourcePath.of("../../../evil"), 4, 1, 0644, SampleParcel.hash("evil")),
                new Stored("media/evil", 4, SampleParcel.hash("evil")));
        Files.writeString(snapshot.resolve("evil"), "evil");
        Parcel parcel = parcel(new Parcel.Item(evil, true));
        files.bring(parcel, SampleParcel.KEY, TaskContext.quiet());
        assertThat(Path.of(parcel.mediaFolder()).resolve("0")).hasContent("evil");
        assertThat(folder.resolve("evil")).doesNotExist();
        assertThat(folder.resolve("server/evil")).doesNotExist();
    }

    private FailureReason refusal(Parcel parcel) {
        return catchThrowableOfType(
                        OperationFailedException.class,
                        () -> files.bring(parcel, SampleParcel.KEY, TaskContext.quiet()))
                .reason();
    }

    /** Neither is taken for whole, and what is there is gone when it is discarded. */
    private void nothingIsLeft(Parcel parcel) throws Exception {
        assertThat(Path.of(parcel.folder()).resolve("entries")).doesNotExist();
        files.discard(parcel, TaskContext.quiet());
        assertThat(Path.of(parcel.folder())).doesNotExist();
        assertThat(Path.of(parcel.mediaFolder())).doesNotExist();
    }

    private Parcel parcel(Parcel.Item... items) {
        return made.parcel("restore-1", items);
    }

    private Entry stored(String name, String content, long time) throws IOException {
        return made.stored(name, content, time);
    }

    private void upload(String name, String content, long time) throws IOException {
        Files.writeString(media.resolve(name), content);
        Files.setLastModifiedTime(media.resolve(name), FileTime.fromMillis(time));
    }
}
