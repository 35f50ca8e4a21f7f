package app.greenroom.domain.instance;

import app.greenroom.domain.instance.InstanceFacts.DiskSpace;
import java.util.Comparator;
import java.util.List;

/** Judges disk space: one finding, about the folder that has least. */
final class DiskJudgement {
    /** Less than this wants attention on every disk: an upgrade and a dump do not fit any more. */
    private static final long ATTENTION_BYTES = 1_000_000_000L;
    /** Less than a tenth wants attention, too, unless a tenth is plenty. */
    private static final int ATTENTION_PERCENT = 10;

    private static final long PLENTY_BYTES = 50_000_000_000L;
    /** Below this, uploads and the database fail soon. */
    private static final long PROBLEM_BYTES = 100_000_000L;

    private static final long ATTENTION_INODES = 20_000;
    private static final long PROBLEM_INODES = 500;

    private DiskJudgement() {}

    static Finding of(Fact<List<DiskSpace>> disks) {
        return disks.value().stream()
                .flatMap(List::stream)
                .filter(disk -> disk.totalBytes() > 0)
                .max(Comparator.comparing(DiskJudgement::severity)
                        .thenComparing(DiskSpace::freeBytes, Comparator.reverseOrder()))
                .map(disk -> Finding.of(
                        FindingCode.DISK,
                        severity(disk),
                        disk.path(),
                        String.valueOf(disk.freeBytes()),
                        String.valueOf(percent(disk)),
                        String.valueOf(disk.freeInodes())))
                .orElse(Finding.of(FindingCode.DISK, Severity.UNKNOWN));
    }

    private static Severity severity(DiskSpace disk) {
        boolean countsInodes = disk.freeInodes() >= 0;
        if (disk.freeBytes() < PROBLEM_BYTES || (countsInodes && disk.freeInodes() < PROBLEM_INODES)) {
            return Severity.PROBLEM;
        }
        boolean scarce = percent(disk) < ATTENTION_PERCENT && disk.freeBytes() < PLENTY_BYTES;
        return disk.freeBytes() < ATTENTION_BYTES || scarce || (countsInodes && disk.freeInodes() < ATTENTION_INODES)
                ? Severity.ATTENTION
                : Severity.OK;
    }

    private static long percent(DiskSpace disk) {
        return Math.clamp(Math.round(100.0 * disk.freeBytes() / disk.totalBytes()), 0, 100);
    }
}
