package app.greenroom.operation.backup;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Drills;
import app.greenroom.operation.Inspections;
import app.greenroom.operation.ServerConnections;
import app.greenroom.operation.Shelves;
import app.greenroom.operation.Targets;
import app.greenroom.operation.drill.ServerDrills;
import app.greenroom.operation.library.LocalLibrary;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.storage.RetentionFile;
import app.greenroom.storage.ServerProfileRepository;
import app.greenroom.storage.disk.Disk;
import app.greenroom.storage.disk.LocalDisk;
import app.greenroom.storage.library.Seals;
import app.greenroom.storage.library.SnapshotLibrary;
import app.greenroom.storage.library.SnapshotShelf;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** This computer, as it takes snapshots of a sample site: a library, a clock that goes on by a minute a look, a host. */
final class Laptop {
    static final TargetName NAME = TargetName.parse("talks");

    final SnapshotLibrary library;
    private final Supplier<InstanceFacts> facts;
    private final Supplier<RemoteHost> host;
    private final LocalBackups backups;

    Laptop(Path folder, SampleSite site) {
        this(folder, site::facts, site::host, new LocalDisk());
    }

    Laptop(Path folder, Supplier<InstanceFacts> facts, Supplier<RemoteHost> host, Disk disk) {
        this(folder, facts, host, disk, Seals.none());
    }

    Laptop(Path folder, Supplier<InstanceFacts> facts, Supplier<RemoteHost> host, Disk disk, Seals seals) {
        this.facts = facts;
        this.host = host;
        this.library = new SnapshotLibrary(folder, disk, seals);
        this.backups = new LocalBackups(
                new Targets(new Looks(facts)),
                new OneHost(),
                new OneServer(),
                library,
                new Minutes(Instant.parse("2026-11-24T02:03:04Z")),
                "0.1.0-test");
    }

    LocalBackups backups() {
        return backups;
    }

    /** What looks after the library, with its own files in a folder. */
    LocalLibrary care(Path own) {
        return new LocalLibrary(
                new Shelves(library, new OneServer()),
                library,
                new RetentionFile(own.resolve("retention.json")),
                new Looks(() -> {
                    throw new AssertionError("the library asks no server");
                }),
                Clock.fixed(Instant.parse("2026-11-25T00:00:00Z"), ZoneOffset.UTC),
                own.resolve("opened"));
    }

    /** Trial restores on the server, whose seeds are always the same. */
    Drills drills() {
        return new ServerDrills(
                new Targets(new Looks(facts)),
                new OneHost(),
                backups,
                library,
                new Random(7),
                Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC));
    }

    SnapshotShelf shelf() {
        return library.shelf("talks", "pretalx");
    }

    SnapshotSummary create() throws OperationFailedException {
        return create(TaskContext.quiet());
    }

    SnapshotSummary create(TaskContext context) throws OperationFailedException {
        return backups.create(NAME, context);
    }

    VerifyReport verify(SnapshotId id) throws OperationFailedException {
        return backups.verify(NAME, Optional.of(id), TaskContext.quiet());
    }

    Path folder(SnapshotSummary summary) {
        return Path.of(summary.folder());
    }

    SnapshotManifest manifest(SnapshotSummary summary) throws IOException {
        return shelf().manifest(summary.id());
    }

    /** Entries by their stored name. */
    Map<String, Entry> entries(SnapshotSummary summary) throws IOException {
        Map<String, Entry> entries = new TreeMap<>();
        manifest(summary).entries().forEach(entry -> entries.put(entry.stored().name(), entry));
        return entries;
    }

    private static ServerProfile profile() {
        return new ServerProfile(
                "talks",
                "talks.example.org",
                22,
                "root",
                new SshAuthentication.Agent(),
                false,
                false,
                List.of(new ServerProfile.KnownInstance("pretalx", "pretalx-web.service", "/var/pretalx/data")));
    }

    /** Inspections that always find the same. */
    private record Looks(Supplier<InstanceFacts> facts) implements Inspections {
        @Override
        public ServerReport inspect(String server, TaskContext context) {
            ServerFacts found = SampleFacts.server(facts.get());
            return new ServerReport(server, found, List.of(), List.of(new InstanceReport(facts.get(), List.of())));
        }

        @Override
        public Optional<ServerReport> last(String server) {
            return Optional.empty();
        }
    }

    /** Connections to the one host. */
    private final class OneHost implements ServerConnections {
        @Override
        public <T> T with(String server, HostWork<T> work, TaskContext context) throws OperationFailedException {
            try (RemoteHost open = host.get()) {
                return work.run(profile(), open);
            } catch (SshException.Cancelled e) {
                throw new OperationFailedException(FailureReason.CANCELLED, e.toString(), e);
            } catch (SshException e) {
                throw new OperationFailedException(FailureReason.CONNECTION_LOST, e.toString(), e);
            } catch (IOException e) {
                throw new OperationFailedException(FailureReason.LOCAL_FILE, e.toString(), e);
            }
        }
    }

    /** The one saved server. */
    private static final class OneServer implements ServerProfileRepository {
        @Override
        public List<ServerProfile> all() {
            return List.of(profile());
        }

        @Override
        public void change(UnaryOperator<List<ServerProfile>> change) {
            throw new UnsupportedOperationException();
        }
    }

    /** A clock that goes on by a minute each time it is looked at. */
    private static final class Minutes extends Clock {
        private Instant now;

        Minutes(Instant begin) {
            now = begin;
        }

        @Override
        public Instant instant() {
            Instant seen = now;
            now = now.plus(Duration.ofMinutes(1));
            return seen;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
