package app.greenroom.domain.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server is to carry out by itself, step by step.
 *
 * @param protocol number of the job protocol
 * @param id name of the job
 * @param kind what it is for
 * @param target name of the saved server and instance, for people
 * @param lockKey one job at a time may hold this key on a machine; the instance's data directory
 * @param created when it was planned
 * @param by user and computer that planned it
 * @param files further files of the job's folder that its steps use, by plain file name: their text; empty in a plan
 *     read back from a server
 * @param steps in order; their scripts are empty in a plan read back from a server
 * @param gate script that decides whether the undone state is healthy; empty for none
 * @param summary further facts for people, such as {@code from} and {@code to}
 * @param bootUndo how it is taken back at a boot that comes in the middle; empty for a job that waits for a client then
 * @param machineWide whether it changes what all instances of a server share, such as packages: then no other job of
 *     that server runs at the same time
 */
public record JobPlan(
        int protocol,
        JobId id,
        JobKind kind,
        String target,
        String lockKey,
        Instant created,
        String by,
        Map<String, String> files,
        List<Step> steps,
        String gate,
        Map<String, String> summary,
        Optional<BootUndo> bootUndo,
        boolean machineWide) {
    /** Number of the protocol that this program speaks. */
    public static final int PROTOCOL = 1;

    /** Copies the collections. */
    public JobPlan {
        files = Map.copyOf(files);
        steps = List.copyOf(steps);
        summary = Map.copyOf(summary);
    }

    /** A plan that waits for a client if a boot comes in the middle. */
    public JobPlan(
            int protocol,
            JobId id,
            JobKind kind,
            String target,
            String lockKey,
            Instant created,
            String by,
            Map<String, String> files,
            List<Step> steps,
            String gate,
            Map<String, String> summary) {
        this(protocol, id, kind, target, lockKey, created, by, files, steps, gate, summary, Optional.empty());
    }

    /** A plan of one instance alone. */
    public JobPlan(
            int protocol,
            JobId id,
            JobKind kind,
            String target,
            String lockKey,
            Instant created,
            String by,
            Map<String, String> files,
            List<Step> steps,
            String gate,
            Map<String, String> summary,
            Optional<BootUndo> bootUndo) {
        this(protocol, id, kind, target, lockKey, created, by, files, steps, gate, summary, bootUndo, false);
    }

    /** Whether it and a job of an instance must not be under way at the same time. */
    public boolean concerns(String instanceKey) {
        return machineWide || lockKey.equals(instanceKey);
    }

    /** Whether a step, by its index, opens the site to visitors or comes after that. */
    public boolean opens(int step) {
        if (step < 0 || step >= steps.size()) {
            return false;
        }
        return steps.get(step).phase() == Phase.AFTER
                || bootUndo.stream()
                        .anyMatch(undo -> steps.subList(0, step + 1).stream()
                                .anyMatch(each -> each.name().equals(undo.until())));
    }

    /**
     * How a server with systemd takes back a job whose power was cut: at the next boot, before the site starts. Steps of
     * phase {@link Phase#WINDOW} are undone with {@code GREENROOM_BOOT=1} in their environment and must not start
     * services; the rest and the gate follow once the site runs.
     *
     * @param from name of the step before whose work the server is armed
     * @param until name of the step that opens the site to visitors, before whose work it is disarmed. It must fail only
     *     while no visitor can have written; whoever is cut off in it does not undo by itself
     * @param holds units that start only after the undo, and only if it succeeded: the site's services
     * @param mounts further paths that the undo needs
     * @param sorry script that is run if the undo at a boot failed, such as one that starts a page for visitors
     */
    public record BootUndo(String from, String until, List<String> holds, List<String> mounts, String sorry) {
        /** Copies the lists. */
        public BootUndo {
            holds = List.copyOf(holds);
            mounts = List.copyOf(mounts);
        }
    }

    /** What a job is for. */
    public enum JobKind {
        /** An upgrade of one instance. */
        UPGRADE,
        /** A restore from a snapshot. */
        RESTORE,
        /** A change of what pretalx stands on: packages of the system, or something that was missing. */
        SYSTEM,
        /** Going back to the state before an upgrade that ended well. */
        ROLLBACK,
        /** A plan of trivial steps, for tests. */
        TRIAL,
        /** Something that only a newer Greenroom knows. */
        OTHER
    }

    /**
     * One step. Scripts are whole files with a {@code #!} line; they run as root with {@code GREENROOM_JOB} (the job's
     * folder), {@code GREENROOM_STEP} (the step's folder), {@code GREENROOM_ROOT} (prefix of all our paths, mostly
     * empty), {@code GREENROOM_PYTHON} and {@code LC_ALL=C.UTF-8} in their environment, a umask of 022, {@code /} as
     * working directory and no input. A step can write a JSON list of the names of later steps that have nothing to
     * do to {@code skip} in the job's folder. Each runs in a session of its own and has ended when the last process of that
     * session has: what is to outlive it needs another session, or a unit. Only root can read the folders, so a program
     * of another user gets a script through its input.
     *
     * @param name short name, {@code [a-z0-9][a-z0-9.-]*}
     * @param title code and arguments of its title
     * @param phase whether visitors notice
     * @param run does the work
     * @param undo takes it back; must bear being run after any part of {@code run}, and twice; empty if there is
     *     nothing to take back
     * @param check decides by its exit status, after {@code run} ended with 0, whether it achieved its end; empty for
     *     none
     * @param silence after how long without output a warning is due; zero for never
     * @param endable whether the step may be ended while it runs
     * @param usual how long it usually takes; zero if unknown
     */
    public record Step(
            String name,
            Title title,
            Phase phase,
            String run,
            String undo,
            String check,
            Duration silence,
            boolean endable,
            Duration usual) {}

    /**
     * Code and arguments of a title, worded by the bundle under {@code step.CODE}.
     *
     * @param code such as {@code venv-build}
     * @param arguments fill the placeholders
     */
    public record Title(String code, List<String> arguments) {
        /** Copies the list. */
        public Title {
            arguments = List.copyOf(arguments);
        }
    }

    /** What visitors notice during a step. */
    public enum Phase {
        /** The site works as usual, before the window. */
        BEFORE,
        /** The site is down. */
        WINDOW,
        /**
         * The site works again. From the first such step on nothing is taken back by itself, since visitors may have
         * written.
         */
        AFTER
    }
}
