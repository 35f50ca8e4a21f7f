package app.greenroom.operation.schedule;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.schedule.CollectReport;
import app.greenroom.domain.schedule.ServerSchedule;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.LocalFailure;
import app.greenroom.operation.ServerConnections;
import app.greenroom.operation.Shelves;
import app.greenroom.operation.backup.CollectSet;
import app.greenroom.operation.backup.SetDamagedException;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.storage.SchedulesFile;
import app.greenroom.storage.library.SnapshotLibrary;
import app.greenroom.storage.library.SnapshotShelf;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the sets of servers' schedules, oldest first, each once: one that was removed from the library does not come
 * back, because the newest that was ever collected is kept in mind.
 */
public final class Collecting {
    private static final Logger LOG = LoggerFactory.getLogger(Collecting.class);

    private final ServerConnections connections;
    private final SnapshotLibrary library;
    private final SchedulesFile file;

    /** Fetches into a library, and keeps in a file how far it came. */
    public Collecting(ServerConnections connections, SnapshotLibrary library, SchedulesFile file) {
        this.connections = connections;
        this.library = library;
        this.file = file;
    }

    /** Those of some sets that wait, oldest first. */
    List<SnapshotId> waiting(TargetName target, List<SnapshotId> sets) throws OperationFailedException {
        SnapshotShelf shelf = shelf(target);
        String collected;
        try {
            collected = file.read(target.toString()).collected();
        } catch (IOException e) {
            throw LocalFailure.of("cannot read how far sets were collected", e);
        }
        return sets.stream()
                .filter(set -> set.text().endsWith("-s"))
                .filter(set -> set.text().compareTo(collected) > 0 && !shelf.has(set))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private SnapshotShelf shelf(TargetName target) {
        return library.shelf(target.server(), target.instance().orElseThrow());
    }

    /** Lets a server keep in mind which sets were fetched, so that those do not stay longer than its rule wants. */
    @FunctionalInterface
    interface Telling {
        /** Names sets that are here, or were. */
        void fetched(RemoteHost host, List<SnapshotId> sets) throws SshException, OperationFailedException;
    }

    /** Fetches those that wait. */
    CollectReport collect(TargetName target, ServerSchedule schedule, Telling telling, TaskContext context)
            throws OperationFailedException {
        List<SnapshotId> waiting = waiting(target, schedule.sets());
        if (waiting.isEmpty()) {
            return new CollectReport(List.of(), 0, List.of());
        }
        return connections.with(
                target.server(),
                (profile, host) -> {
                    CollectReport report = new Round(target, schedule, profile, host).all(waiting, context);
                    tell(host, schedule, report, waiting, telling);
                    return report;
                },
                context);
    }

    private static void tell(
            RemoteHost host, ServerSchedule schedule, CollectReport report, List<SnapshotId> waited, Telling telling) {
        List<SnapshotId> here = new ArrayList<>(schedule.sets());
        here.removeAll(waited);
        report.collected().forEach(each -> here.add(each.id()));
        try {
            telling.fetched(host, here);
        } catch (SshException | OperationFailedException e) {
            LOG.info("the server was not told what was collected, the next time will do: {}", e.toString());
        }
    }

    /** One round over one connection. */
    private final class Round {
        private final TargetName target;
        private final String folder;
        private final CollectSet.Place place;
        private final RemoteHost host;
        private final SnapshotShelf shelf;
        private final List<SnapshotSummary> collected = new ArrayList<>();
        private final List<CollectReport.Damaged> damaged = new ArrayList<>();
        private long bytes;

        Round(TargetName target, ServerSchedule schedule, ServerProfile profile, RemoteHost host) {
            this.target = target;
            this.folder = schedule.folder();
            this.host = host;
            this.shelf = shelf(target);
            this.place = new CollectSet.Place(
                    target.server(), profile.host(), target.instance().orElseThrow());
        }

        CollectReport all(List<SnapshotId> waiting, TaskContext context) throws SshException, OperationFailedException {
            for (SnapshotId id : waiting) {
                one(id, context);
            }
            return new CollectReport(collected, bytes, damaged);
        }

        private void one(SnapshotId id, TaskContext context) throws SshException, OperationFailedException {
            try {
                bytes += CollectSet.collect(host, folder, id, shelf, place, context);
                file.change(target.toString(), saved -> saved.withCollected(id.text()));
                collected.add(shelf.summary(id));
                LOG.info("collected set {} of {}", id, target);
            } catch (SetDamagedException e) {
                LOG.warn("set {} of {} is not as it was written: {}", id, target, e.file());
                damaged.add(new CollectReport.Damaged(id, e.file()));
            } catch (IOException e) {
                throw Shelves.failure(shelf, e);
            }
        }
    }
}
