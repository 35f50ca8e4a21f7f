package app.greenroom.domain.upgrade;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.InstanceFacts.DatabaseState;
import app.greenroom.domain.instance.InstanceFacts.DiskSpace;
import app.greenroom.domain.upgrade.PreflightNote.Code;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The space that an upgrade takes on the server until its former state is cleaned up. */
final class DiskNeeds {
    /** A virtual environment of pretalx with its plugins: 477 MB were measured. */
    static final long ENVIRONMENT_BYTES = 550_000_000L;

    /** The environment with a newer pip, and logs. */
    private static final long TOOL_BYTES = 150_000_000L;

    /** Static files of one version. */
    private static final long STATIC_BYTES = 120_000_000L;

    /** Files and folders of a virtual environment and of the static files: 38 000 and 2 500 were counted. */
    private static final long ENVIRONMENT_INODES = 45_000;

    private final InstanceFacts instance;
    private final long inodes;
    private final Map<String, Long> needs = new LinkedHashMap<>();

    private DiskNeeds(InstanceFacts instance, int hops) {
        this.instance = instance;
        this.inodes = hops * ENVIRONMENT_INODES;
    }

    /** The needs of an upgrade over that many hops. */
    static DiskNeeds of(InstanceFacts instance, int hops) {
        DiskNeeds needs = new DiskNeeds(instance, hops);
        needs.needs.put("venv", hops * ENVIRONMENT_BYTES);
        needs.needs.put("jobs", TOOL_BYTES);
        needs.needs.put("static", STATIC_BYTES);
        // the copy, and what a migration writes beside it before the space is free again
        needs.needs.put(
                "database",
                2 * instance.database().value().map(DatabaseState::bytes).orElse(0L));
        return needs;
    }

    /** Bytes in all. */
    long total() {
        return needs.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A blocker for each file system that is too small, or whose space is unknown. */
    List<PreflightNote> notes() {
        Optional<List<DiskSpace>> disks = instance.disks().value();
        if (disks.isEmpty()) {
            return List.of(PreflightNote.of(
                    Code.FACT_UNKNOWN, Level.BLOCKER, "disks", instance.disks().unknownBecause()));
        }
        Map<FileSystem, Long> sums = new LinkedHashMap<>();
        Map<FileSystem, DiskSpace> examples = new LinkedHashMap<>();
        for (DiskSpace disk : disks.get()) {
            FileSystem system = new FileSystem(disk.totalBytes(), disk.freeBytes());
            sums.merge(system, needs.getOrDefault(disk.purpose(), 0L), Long::sum);
            examples.putIfAbsent(system, disk);
        }
        List<PreflightNote> notes = new ArrayList<>();
        sums.forEach((system, need) -> {
            if (need > system.free()) {
                notes.add(PreflightNote.of(
                        Code.DISK_SPACE,
                        Level.BLOCKER,
                        examples.get(system) == null ? "" : examples.get(system).path(),
                        String.valueOf(need),
                        String.valueOf(system.free())));
            }
        });
        disks.get().stream()
                .filter(disk -> disk.purpose().equals("venv"))
                .filter(disk -> disk.freeInodes() >= 0 && disk.freeInodes() < inodes)
                .map(disk -> PreflightNote.of(
                        Code.INODES,
                        Level.BLOCKER,
                        disk.path(),
                        String.valueOf(inodes),
                        String.valueOf(disk.freeInodes())))
                .forEach(notes::add);
        return notes;
    }

    /** Folders with the very same total and free space lie on one file system. */
    private record FileSystem(long total, long free) {}
}
