package app.greenroom.domain.restore;

import app.greenroom.domain.backup.SnapshotManifest.Origin;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.instance.ServerFacts.Interpreter;
import app.greenroom.domain.restore.RestoreNote.Code;
import app.greenroom.domain.upgrade.FeatureRelease;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.domain.upgrade.PythonVersion;
import app.greenroom.domain.upgrade.ReleaseTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which pretalx a site has after a restore, and how it comes to that.
 *
 * @param way whether the version changes
 * @param after version afterwards; empty if unknown, with a blocker
 * @param hops releases that need an environment of their own, in order
 * @param notes what stands against it, and what is worth knowing
 */
public record VersionChoice(Way way, Optional<PretalxVersion> after, List<Hop> hops, List<RestoreNote> notes) {
    /** Copies the lists. */
    public VersionChoice {
        hops = List.copyOf(hops);
        notes = List.copyOf(notes);
    }

    /** What becomes of the version. */
    public enum Way {
        /** The installed one stays. */
        SAME,
        /** The snapshot's own comes back. */
        BACK,
        /** The data goes forward to the installed one. */
        FORWARD
    }

    /**
     * A release that needs an environment.
     *
     * @param version which
     * @param uploadedPriorTo day before which everything must have been uploaded that goes into it
     * @param node whether its static files are built with node
     * @param python interpreter to make it with, absolute; empty text if there is none, with a blocker
     */
    public record Hop(PretalxVersion version, Optional<LocalDate> uploadedPriorTo, boolean node, String python) {}

    /**
     * What is known for the choice.
     *
     * @param origin where the snapshot comes from
     * @param taken when it was taken
     * @param packages whether it holds a list of packages
     * @param server what the last look found
     * @param installed version there
     * @param base interpreter of the present environment; empty if unknown
     * @param offered releases of the package index; may be empty
     * @param table known releases
     */
    public record Known(
            Origin origin,
            Instant taken,
            boolean packages,
            ServerFacts server,
            Optional<PretalxVersion> installed,
            Optional<Interpreter> base,
            List<PretalxVersion> offered,
            ReleaseTable table) {}

    /** Chooses. */
    public static VersionChoice of(RestoreRequest request, Known known) {
        Optional<PretalxVersion> then = PretalxVersion.parse(known.origin().pretalx());
        Optional<PretalxVersion> installed = known.installed();
        if (!request.wants(RestorePart.DATABASE) || then.isEmpty() || then.equals(installed)) {
            return new VersionChoice(Way.SAME, installed, List.of(), List.of());
        }
        if (installed.isEmpty()) {
            return new VersionChoice(Way.SAME, installed, List.of(), List.of()); // said elsewhere
        }
        boolean newer = then.get().compareTo(installed.get()) > 0;
        if (request.migrate() && !newer) {
            return forward(then.get(), installed.get(), known);
        }
        if (!request.migrate() && request.wantsAllData()) {
            return back(then.get(), installed.get(), known);
        }
        Code code = newer ? Code.VERSION_NEWER : Code.VERSION_DIFFERS;
        return new VersionChoice(Way.SAME, installed, List.of(), List.of(block(code, then.get(), installed.get())));
    }

    /** Chooses for a server without pretalx: the snapshot's own version. */
    public static VersionChoice onEmpty(Known known) {
        Optional<PretalxVersion> then = PretalxVersion.parse(known.origin().pretalx());
        if (then.isEmpty()) {
            return new VersionChoice(
                    Way.BACK,
                    then,
                    List.of(),
                    List.of(RestoreNote.of(
                            Code.FACT_UNKNOWN,
                            Level.BLOCKER,
                            "version",
                            known.origin().pretalx())));
        }
        VersionChoice back = back(then.get(), then.get(), known);
        return new VersionChoice(
                back.way(),
                back.after(),
                back.hops(),
                back.notes().stream()
                        .filter(note -> note.code() != Code.VERSION_COMES_BACK && note.code() != Code.TOOL_MISSING)
                        .toList());
    }

    private static RestoreNote block(Code code, PretalxVersion then, PretalxVersion installed) {
        return RestoreNote.of(code, Level.BLOCKER, then.toString(), installed.toString());
    }

    private static VersionChoice back(PretalxVersion then, PretalxVersion installed, Known known) {
        List<RestoreNote> notes = new ArrayList<>();
        notes.add(RestoreNote.of(Code.VERSION_COMES_BACK, Level.WARNING, then.toString(), installed.toString()));
        if (!known.packages()) {
            notes.add(RestoreNote.of(Code.FACT_UNKNOWN, Level.BLOCKER, "packages", "pip-freeze.txt"));
        }
        LocalDate day = LocalDate.ofInstant(known.taken(), ZoneOffset.UTC).plusDays(1);
        FeatureRelease floors = floors(known.table(), then);
        Optional<PythonVersion> former = PythonVersion.parse(known.origin().python());
        Optional<Interpreter> same = present(known)
                .filter(each -> PythonVersion.parse(each.version()).equals(former))
                .findFirst();
        Optional<Interpreter> chosen = same.or(() -> fitting(known, floors));
        if (chosen.isEmpty()) {
            notes.add(missing(then, former.orElse(floors.python()), known));
        } else if (same.isEmpty()) {
            notes.add(RestoreNote.of(
                    Code.PYTHON_OTHER,
                    Level.WARNING,
                    known.origin().python(),
                    chosen.get().version()));
        }
        node(floors, known, notes);
        Hop hop = new Hop(
                then,
                Optional.of(day),
                floors.node(),
                chosen.map(Interpreter::path).orElse(""));
        return new VersionChoice(Way.BACK, Optional.of(then), List.of(hop), notes);
    }

    private static VersionChoice forward(PretalxVersion then, PretalxVersion installed, Known known) {
        List<RestoreNote> notes = new ArrayList<>();
        notes.add(RestoreNote.of(Code.VERSION_GOES_FORWARD, Level.INFO, then.toString(), installed.toString()));
        List<Hop> hops = new ArrayList<>();
        List<PretalxVersion> way = known.table().hops(then, installed, known.offered());
        for (PretalxVersion version : way.subList(0, way.size() - 1)) {
            FeatureRelease floors = floors(known.table(), version);
            Optional<Interpreter> chosen = fitting(known, floors);
            if (chosen.isEmpty()) {
                notes.add(missing(version, floors.python(), known));
            }
            hops.add(new Hop(
                    version,
                    known.table().successorOf(version),
                    floors.node(),
                    chosen.map(Interpreter::path).orElse("")));
        }
        return new VersionChoice(Way.FORWARD, Optional.of(installed), hops, notes);
    }

    /** What is known about a release; about one older than the table, what its oldest one asks. */
    private static FeatureRelease floors(ReleaseTable table, PretalxVersion version) {
        return table.features().getFirst().last().compareTo(version) > 0
                ? table.of(version).orElse(table.features().getFirst())
                : table.floorsOf(version);
    }

    private static Stream<Interpreter> present(Known known) {
        return Stream.concat(
                        known.base().stream(),
                        known.server().interpreters().stream()
                                .sorted(Comparator.comparing(each ->
                                        PythonVersion.parse(each.version()).orElse(new PythonVersion(0, 0)))))
                .filter(each -> PythonVersion.parse(each.version()).isPresent());
    }

    private static Optional<Interpreter> fitting(Known known, FeatureRelease floors) {
        return present(known)
                .filter(each ->
                        PythonVersion.parse(each.version()).orElseThrow().compareTo(floors.python()) >= 0)
                .findFirst();
    }

    private static RestoreNote missing(PretalxVersion version, PythonVersion wanted, Known known) {
        String found = String.join(
                ", ", present(known).map(Interpreter::version).distinct().toList());
        return RestoreNote.of(Code.PYTHON_MISSING, Level.BLOCKER, version.toString(), wanted.toString(), found);
    }

    private static void node(FeatureRelease floors, Known known, List<RestoreNote> notes) {
        if (floors.node()
                && (known.server().node().isEmpty() || known.server().npm().isEmpty())) {
            notes.add(RestoreNote.of(
                    Code.TOOL_MISSING, Level.BLOCKER, "npm", floors.last().toString()));
        }
    }
}
