package app.greenroom.operation;

import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.Pin;
import app.greenroom.domain.backup.PrunePlan;
import app.greenroom.domain.backup.PruneReport;
import app.greenroom.domain.backup.SnapshotChanges;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotTree;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.TaskContext;
import java.nio.file.Path;

/** Looking after the snapshots that are on this computer: what is in them, which stay, and the one removal. Asks no server. */
public interface Library {
    /**
     * Wishes that a snapshot never goes; a pin that it has already gets the new note.
     *
     * @param note why; may be empty, at most {@value Pin#LONGEST} characters
     */
    Pin pin(TargetName target, SnapshotId snapshot, String note) throws OperationFailedException;

    /** Takes the wish back; nothing if there is none. */
    void unpin(TargetName target, SnapshotId snapshot) throws OperationFailedException;

    /** The rule by which the snapshots of an instance are kept: its own, else that for all, else the usual one. */
    Keep keep(TargetName target) throws OperationFailedException;

    /** The rule for instances that have none of their own. */
    KeepRule keep() throws OperationFailedException;

    /** Gives an instance a rule of its own. Removes nothing. */
    void keep(TargetName target, KeepRule rule) throws OperationFailedException;

    /** Takes an instance's own rule away, so that the one for all counts. Removes nothing. */
    void keepAsAll(TargetName target) throws OperationFailedException;

    /** Chooses the rule for instances that have none of their own. Removes nothing. */
    void keepAll(KeepRule rule) throws OperationFailedException;

    /** Shows what would be removed by the rule of an instance, and why each other snapshot stays. Removes nothing. */
    PrunePlan plan(TargetName target, TaskContext context) throws OperationFailedException;

    /** Shows what would be removed by another rule. Removes nothing. */
    PrunePlan plan(TargetName target, KeepRule rule, TaskContext context) throws OperationFailedException;

    /**
     * Removes for good what a plan shows as going: the only deletion of snapshots that there is. All is judged again
     * first; what was pinned or has become the last of its kind since the plan was shown, stays. A snapshot whose removal
     * is cut off is no snapshot any more, and never looks like one.
     */
    PruneReport prune(PrunePlan plan, TaskContext context) throws OperationFailedException;

    /** What changed since the usable snapshot before. */
    SnapshotChanges changes(TargetName target, SnapshotId snapshot, TaskContext context)
            throws OperationFailedException;

    /** The files of a snapshot, as folders. */
    SnapshotTree tree(TargetName target, SnapshotId snapshot, TaskContext context) throws OperationFailedException;

    /**
     * Saves a copy of one file of a snapshot, after comparing it with its hash.
     *
     * @param file one of the snapshot's
     * @param to where; the folder must be there
     * @param replace whether a file that is there already is replaced; else it is refused with LOCAL_FILE_EXISTS
     * @throws OperationFailedException with reason SNAPSHOT_DAMAGED if the file is not as the manifest says; then nothing
     *     is written
     */
    void save(
            TargetName target,
            SnapshotId snapshot,
            SnapshotManifest.Entry file,
            Path to,
            boolean replace,
            TaskContext context)
            throws OperationFailedException;

    /**
     * Makes a read-only copy of one file for looking at it, under its own name, in a folder that only the user can enter
     * and that goes when Greenroom ends.
     *
     * @throws OperationFailedException with reason FILE_UNSAFE if it is not of a kind that is known to be harmless when
     *     opened: such a file can only be saved
     */
    Path open(TargetName target, SnapshotId snapshot, SnapshotManifest.Entry file, TaskContext context)
            throws OperationFailedException;

    /** Where the snapshots of all instances lie on this computer. */
    Place place() throws OperationFailedException;

    /**
     * Where snapshots lie.
     *
     * @param folder absolute path
     * @param writable whether anything can be written there; if not, snapshots can only be read
     * @param freeBytes bytes that may still be written to that disk
     */
    record Place(String folder, boolean writable, long freeBytes) {}

    /**
     * A rule, and whose it is.
     *
     * @param rule the rule
     * @param own whether the instance has it of its own
     */
    record Keep(KeepRule rule, boolean own) {}
}
