package app.greenroom.domain.system;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.InstanceFacts.PythonRuntime;
import app.greenroom.domain.instance.PackageManager;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.system.SystemNote.Code;
import app.greenroom.domain.system.SystemState.PackageUpdate;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.domain.upgrade.PythonVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a change of the system meets: what stands against it, what visitors notice, what is missing at all. Pure. */
public final class SystemRules {
    private final ServerFacts server;
    private final InstanceFacts instance;

    /** Rules for one instance. */
    public SystemRules(ServerFacts server, InstanceFacts instance) {
        this.server = server;
        this.instance = instance;
    }

    // ---- updates ----

    /** Whether the site has to be closed for updates, as far as the index tells; an old one tells too little. */
    public boolean closesTheSite(SystemState state, boolean securityOnly) {
        return state.indexOld()
                || state.updates(securityOnly).stream().anyMatch(PackageUpdate::neededBySite)
                || state.affected().stream().anyMatch(this::isNeeded);
    }

    /** Whether a service is the site itself or something that it cannot do without. */
    private boolean isNeeded(String unit) {
        return unit.equals(instance.installation().webUnit())
                || unit.equals(instance.installation().workerUnit())
                || unit.startsWith("postgresql")
                || unit.startsWith("redis");
    }

    /** What is to be known before updates, and what forbids them. */
    public List<SystemNote> updateNotes(SystemState state, boolean securityOnly) {
        List<SystemNote> notes = new ArrayList<>(standing());
        if (!state.known()) {
            notes.add(SystemNote.of(Code.NO_APT, Level.BLOCKER));
            return notes;
        }
        boolean nothing = state.updates(securityOnly).isEmpty();
        if (nothing && !state.indexOld() && !state.interrupted()) {
            notes.add(SystemNote.of(Code.NOTHING_TO_DO, Level.BLOCKER));
        }
        if (state.indexOld()) {
            notes.add(SystemNote.of(Code.INDEX_OLD, Level.INFO));
        }
        notes.addAll(packageManager(state.busy(), state.interrupted()));
        if (closesTheSite(state, securityOnly)) {
            notes.add(SystemNote.of(Code.WINDOW, Level.WARNING, String.join(", ", closing(state, securityOnly))));
            others().ifPresent(notes::add);
        }
        named(notes, Code.HELD, state.held());
        named(notes, Code.KEPT_BACK, state.keptBack());
        state.reboot().ifPresent(why -> notes.add(SystemNote.of(Code.REBOOT, Level.INFO, why)));
        notes.add(SystemNote.of(Code.NO_WAY_BACK, Level.WARNING));
        return notes;
    }

    private List<String> closing(SystemState state, boolean securityOnly) {
        return Stream.concat(
                        state.updates(securityOnly).stream()
                                .filter(PackageUpdate::neededBySite)
                                .map(PackageUpdate::name),
                        state.affected().stream().filter(this::isNeeded))
                .distinct()
                .toList();
    }

    private static void named(List<SystemNote> notes, Code code, List<String> names) {
        if (!names.isEmpty()) {
            notes.add(SystemNote.of(code, Level.INFO, String.join(", ", names)));
        }
    }

    private static List<SystemNote> packageManager(List<String> busy, boolean interrupted) {
        List<SystemNote> notes = new ArrayList<>();
        if (!busy.isEmpty()) {
            notes.add(SystemNote.of(Code.BUSY, Level.WARNING, String.join(", ", busy)));
        }
        if (interrupted) {
            notes.add(SystemNote.of(Code.INTERRUPTED, Level.WARNING));
        }
        return notes;
    }

    private Optional<SystemNote> others() {
        List<String> names = server.instances().stream()
                .map(InstanceFacts::id)
                .filter(id -> !id.equals(instance.id()))
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(SystemNote.of(Code.OTHER_INSTANCES, Level.WARNING, String.join(", ", names)));
    }

    /** What every change needs. */
    private List<SystemNote> standing() {
        List<SystemNote> notes = new ArrayList<>();
        if (!server.elevated()) {
            notes.add(SystemNote.of(Code.NO_ELEVATION, Level.BLOCKER));
        }
        boolean known = instance.settings().isKnown()
                && instance.installed().isKnown()
                && instance.installation().venv().isPresent()
                && !instance.installation().webUnit().isEmpty();
        if (!known) {
            notes.add(SystemNote.of(Code.SITE_UNKNOWN, Level.BLOCKER));
        }
        return notes;
    }

    // ---- remedies ----

    /** Every remedy, in the order in which they build on each other. */
    public List<RemedyOffer> remedies() {
        return Stream.of(Remedy.values()).map(this::offer).toList();
    }

    /** One remedy: whether something is missing, and what stands against it. */
    public RemedyOffer offer(Remedy remedy) {
        List<SystemNote> notes = new ArrayList<>(standing());
        boolean wanted = wanted(remedy);
        PackageManager packages = server.packageManager();
        boolean installs = !packages(remedy).isEmpty();
        if (!wanted) {
            notes.add(
                    remedy == Remedy.PYTHON
                            ? SystemNote.of(Code.NO_NEWER_PYTHON, Level.BLOCKER, python())
                            : SystemNote.of(Code.NOT_MISSING, Level.BLOCKER, remedy.word()));
        } else if (installs && packages.kind().isEmpty()) {
            notes.add(SystemNote.of(Code.NO_APT, Level.BLOCKER));
        }
        if (remedy == Remedy.CELERY && !redisWorks()) {
            notes.add(SystemNote.of(Code.REDIS_FIRST, Level.BLOCKER));
        }
        if (wanted && installs) {
            notes.addAll(packageManager(packages.busy(), packages.interrupted()));
            notes.add(SystemNote.of(Code.PACKAGES_GO_AGAIN, Level.INFO, String.join(", ", packages(remedy))));
        }
        if (wanted && remedy == Remedy.PYTHON) {
            notes.add(
                    SystemNote.of(Code.PYTHON_BESIDE, Level.INFO, newestPython().orElse(""), python()));
        }
        if (closesTheSite(remedy)) {
            notes.add(SystemNote.of(
                    Code.WINDOW, Level.WARNING, instance.installation().webUnit()));
            notes.add(SystemNote.of(Code.STAYS, Level.INFO, configFile().orElse("")));
        }
        return new RemedyOffer(remedy, wanted, notes);
    }

    private boolean wanted(Remedy remedy) {
        return switch (remedy) {
            case GETTEXT -> !server.tools().contains("msgfmt");
            case REDIS -> instance.settings().isKnown() && !redisWorks();
            case CELERY ->
                !setting(PretalxSettings::celery)
                        || instance.installation().workerUnit().isEmpty();
            case PYTHON -> newestPython().isPresent();
        };
    }

    private boolean redisWorks() {
        return setting(PretalxSettings::redis)
                && instance.redisAnswers().value().orElse(false);
    }

    private boolean setting(java.util.function.Predicate<PretalxSettings> which) {
        return instance.settings().value().filter(which).isPresent();
    }

    /** Whether the site has to be closed for a remedy: where its configuration changes. */
    public boolean closesTheSite(Remedy remedy) {
        return switch (remedy) {
            case REDIS -> instance.settings().isKnown() && !setting(PretalxSettings::redis);
            case CELERY -> wanted(remedy);
            case GETTEXT, PYTHON -> false;
        };
    }

    /** Packages that a remedy installs. */
    public List<String> packages(Remedy remedy) {
        return switch (remedy) {
            case GETTEXT -> List.of("gettext");
            case REDIS -> List.of("redis-server");
            case CELERY -> List.of();
            case PYTHON ->
                newestPython()
                        .map(version -> List.of("python" + version, "python" + version + "-venv"))
                        .orElse(List.of());
        };
    }

    /** The file that pretalx reads last, which has the last word; empty if it reads none. */
    public Optional<String> configFile() {
        return instance.settings()
                .value()
                .map(PretalxSettings::configFiles)
                .filter(files -> !files.isEmpty())
                .map(List::getLast);
    }

    private String python() {
        return instance.runtime().value().map(PythonRuntime::version).orElse("");
    }

    /** The newest Python that the distribution has, if it is newer than the one that runs pretalx. */
    private Optional<String> newestPython() {
        return server.packageManager().pythons().stream()
                .flatMap(version -> PythonVersion.parse(version).stream())
                .max(Comparator.naturalOrder())
                .filter(version -> PythonVersion.parse(python())
                        .filter(present -> present.compareTo(version) < 0)
                        .isPresent())
                .map(PythonVersion::toString);
    }
}
