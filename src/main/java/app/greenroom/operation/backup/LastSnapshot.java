package app.greenroom.operation.backup;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.FindingCode;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.Severity;
import app.greenroom.operation.inspect.InspectServer.FindingSource;
import app.greenroom.storage.library.SnapshotLibrary;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges how old the newest usable snapshot of an instance on this computer is. */
public final class LastSnapshot implements FindingSource {
    private static final Logger LOG = LoggerFactory.getLogger(LastSnapshot.class);

    /** A day, and two hours in which a daily snapshot may be late. */
    private static final Duration FRESH = Duration.ofHours(26);

    private final SnapshotLibrary library;
    private final Clock clock;

    /** Judges the snapshots of a library. */
    public LastSnapshot(SnapshotLibrary library, Clock clock) {
        this.library = library;
        this.clock = clock;
    }

    @Override
    public List<Finding> findings(String server, InstanceFacts facts) {
        Optional<Duration> age;
        try {
            age = library.shelf(server, facts.id()).list().stream()
                    .filter(SnapshotSummary::usable)
                    .map(SnapshotSummary::id)
                    .max(Comparator.comparing(SnapshotId::taken))
                    .map(id -> Duration.between(id.taken(), clock.instant()));
        } catch (IOException e) {
            LOG.warn("cannot list the snapshots of {}/{}", server, facts.id(), e);
            return List.of(Finding.of(FindingCode.LAST_SNAPSHOT, Severity.UNKNOWN, ""));
        }
        Severity severity =
                age.filter(each -> each.compareTo(FRESH) <= 0).isPresent() ? Severity.OK : Severity.ATTENTION;
        String seconds =
                age.map(each -> String.valueOf(Math.max(0, each.toSeconds()))).orElse("");
        return List.of(Finding.of(FindingCode.LAST_SNAPSHOT, severity, seconds));
    }
}
