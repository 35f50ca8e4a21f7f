package app.greenroom.operation.restore;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.InstanceFacts.DatabaseState;
import app.greenroom.domain.instance.InstanceFacts.DiskSpace;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.instance.PretalxSettings.Kind;
import app.greenroom.domain.restore.RestoreCheck.Need;
import app.greenroom.domain.restore.VersionChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The space that a restore takes on a server until its former state is cleaned up. */
final class RestoreNeeds {
    /** A virtual environment of pretalx with its plugins and static files: 477 MB and 100 MB were measured. */
    static final long ENVIRONMENT_BYTES = 670_000_000L;

    private static final int MEDIA = 0;
    private static final int STATE = 1;
    private static final int DATA = 2;
    private static final int VENV = 3;
    private static final int DATABASE = 4;

    private RestoreNeeds() {}

    /** Folders whose space counts, in the order of {@link #of}. */
    static List<String> folders(InstanceFacts facts, String stateDirectory) {
        PretalxSettings settings = facts.settings().value().orElseThrow();
        List<String> folders = new ArrayList<>(List.of(
                settings.mediaRoot(), // answered for the place beside it, or in it
                stateDirectory,
                settings.dataDirectory(),
                facts.installation().venv().map(RestoreNeeds::parent).orElse("/")));
        databaseFolder(facts).ifPresent(folders::add);
        return folders;
    }

    private static Optional<String> databaseFolder(InstanceFacts facts) {
        return facts.disks().value().orElse(List.of()).stream()
                .filter(disk -> disk.purpose().equals("database"))
                .map(DiskSpace::path)
                .findFirst();
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /** Media that travel, all else that arrives, the restored database, and new environments. */
    static List<Need> of(
            List<Comparison.Space> spaces,
            WantedFiles wanted,
            Parcel parcel,
            InstanceFacts facts,
            VersionChoice version) {
        if (spaces.isEmpty()) {
            return List.of();
        }
        long media = parcel.items().stream()
                .filter(item -> item.travels() && wanted.media().contains(item.entry()))
                .mapToLong(item -> item.entry().stored().size())
                .sum();
        List<Need> needs = new ArrayList<>();
        needs.add(need(spaces.get(MEDIA), media));
        needs.add(need(spaces.get(STATE), parcel.bytes() - media));
        needs.add(need(spaces.get(VENV), version.hops().size() * ENVIRONMENT_BYTES));
        if (!wanted.database().isEmpty()) {
            boolean sqlite = facts.settings()
                    .value()
                    .filter(settings -> settings.database().kind() == Kind.SQLITE)
                    .isPresent();
            int place = spaces.size() > DATABASE ? DATABASE : sqlite ? DATA : STATE;
            needs.add(need(spaces.get(place), databaseBytes(wanted, facts)));
        }
        return needs;
    }

    /** How large the restored database will be, at least about. */
    static long databaseBytes(WantedFiles wanted, InstanceFacts facts) {
        long dump = wanted.database().stream()
                .map(Entry::stored)
                .mapToLong(stored -> stored.size())
                .sum();
        return Math.max(dump, facts.database().value().map(DatabaseState::bytes).orElse(0L));
    }

    /** Bytes needed in a place. */
    static Need need(Comparison.Space space, long bytes) {
        return new Need(space.folder(), space.device(), bytes, space.free());
    }
}
