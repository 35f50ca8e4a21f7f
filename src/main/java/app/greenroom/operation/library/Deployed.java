package app.greenroom.operation.library;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.operation.Inspections;
import app.greenroom.storage.library.SnapshotLibrary;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Which versions of pretalx are in use: on any instance that has snapshots here, as the last look found it, and as its
 * newest snapshot says. Asks no server; a version too many only keeps a snapshot more.
 */
final class Deployed {
    private final SnapshotLibrary library;
    private final Inspections inspections;

    Deployed(SnapshotLibrary library, Inspections inspections) {
        this.library = library;
        this.inspections = inspections;
    }

    Set<String> versions() throws IOException {
        Set<String> versions = new HashSet<>();
        for (String server : library.servers()) {
            for (String instance : library.instances(server)) {
                library.shelf(server, instance).list().stream()
                        .filter(each -> !each.pretalx().isEmpty())
                        .findFirst()
                        .map(SnapshotSummary::pretalx)
                        .ifPresent(versions::add);
            }
            inspections.last(server).stream()
                    .flatMap(report -> report.instances().stream())
                    .flatMap(each -> each.facts().installed().value().stream())
                    .map(PretalxVersion::toString)
                    .forEach(versions::add);
        }
        return versions;
    }
}
