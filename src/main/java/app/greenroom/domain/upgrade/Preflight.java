package app.greenroom.domain.upgrade;

import app.greenroom.domain.instance.Fact;
import app.greenroom.domain.instance.Installation;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.InstanceFacts.HealthAnswer;
import app.greenroom.domain.instance.InstanceFacts.Service;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.instance.UserSite;
import app.greenroom.domain.upgrade.PreflightNote.Code;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What stands against an upgrade, found in facts alone; changes nothing. What must be known and is not stands against it
 * too.
 */
public final class Preflight {
    private static final PretalxVersion HAS_HEALTHCHECK = PretalxVersion.of("2025.2.0");
    private static final PretalxVersion WITHOUT_GETTEXT = PretalxVersion.of("2026.1.0");

    private final Situation situation;
    private final InstanceFacts instance;
    private final List<PreflightNote> notes = new ArrayList<>();

    private Preflight(Situation situation) {
        this.situation = situation;
        this.instance = situation.instance();
    }

    /**
     * Checks an upgrade.
     *
     * @param wish which version to reach, and with what
     */
    public static Result check(Situation situation, UpgradeChoice wish) {
        Preflight preflight = new Preflight(situation);
        HopChoice choice = HopChoice.of(situation.instance(), situation.table(), wish.to());
        preflight.notes.addAll(choice.notes());
        preflight.access();
        preflight.knowledge();
        preflight.state();
        preflight.packages();
        preflight.elsewhere(choice, wish.without());
        HopRequirements requirements =
                HopRequirements.of(situation.server(), situation.instance(), situation.table(), choice.hops());
        preflight.notes.addAll(requirements.notes());
        choice.hops().stream().reduce((first, second) -> second).ifPresent(preflight::tools);
        DiskNeeds needs = DiskNeeds.of(situation.instance(), choice.hops().size());
        preflight.notes.addAll(needs.notes());
        preflight.reachable(requirements);
        List<PreflightNote> sorted = preflight.notes.stream()
                .sorted(Comparator.comparing(PreflightNote::level))
                .toList();
        return new Result(
                choice.from(), choice.to(), choice.hops(), sorted, requirements.interpreters(), needs.total());
    }

    /** A nearer release can be named only where nothing but what a farther one asks for stands in the way. */
    private void reachable(HopRequirements requirements) {
        boolean nothingElse =
                notes.stream().filter(note -> note.level() == Level.BLOCKER).allMatch(requirements.notes()::contains);
        if (nothingElse) {
            requirements
                    .reachable()
                    .ifPresent(hop -> notes.add(PreflightNote.of(Code.REACHABLE, Level.INFO, hop.toString())));
        }
    }

    private void block(Code code, String... arguments) {
        notes.add(PreflightNote.of(code, Level.BLOCKER, arguments));
    }

    private void access() {
        Installation installation = instance.installation();
        if (!situation.server().elevated()) {
            block(Code.NO_ELEVATION);
        }
        boolean venv = installation.layout() == Installation.Layout.VENV
                && installation.venv().isPresent();
        if ((!venv && UserSite.of(instance).isEmpty()) || installation.webUnit().isEmpty()) {
            block(Code.LAYOUT, installation.layout().name());
        }
        for (UnfinishedJob job : situation.unfinished()) {
            block(Code.OTHER_JOB, job.id(), job.state());
        }
        situation.server().instances().stream()
                .filter(other -> !other.id().equals(instance.id()))
                .forEach(this::neighbour);
    }

    /** What an upgrade replaces must serve this instance alone: another one would run on code that its database does not fit. */
    private void neighbour(InstanceFacts other) {
        Set<String> replaced = replaced(instance);
        replaced(other).stream()
                .filter(replaced::contains)
                .forEach(path ->
                        block(Code.SHARED_FOLDER, path, other.installation().webUnit()));
    }

    private static Set<String> replaced(InstanceFacts facts) {
        Set<String> paths = new TreeSet<>();
        environment(facts).ifPresent(paths::add);
        facts.settings().value().ifPresent(settings -> paths.add(settings.staticRoot()));
        return paths;
    }

    /** The folder of packages that the units run, as they name it. */
    private static Optional<String> environment(InstanceFacts facts) {
        return UserSite.of(facts)
                .map(UserSite::packages)
                .or(() -> facts.installation().venv());
    }

    private void knowledge() {
        require("settings", instance.settings());
        require("runtime", instance.runtime());
        require("packages", instance.packages());
        require("database", instance.database());
        require("services", instance.services());
        require("migrations", instance.pendingMigrations());
        if (instance.installation().bind().isEmpty()) {
            block(Code.FACT_UNKNOWN, "bind", "");
        }
    }

    private void require(String what, Fact<?> fact) {
        if (!fact.isKnown()) {
            block(Code.FACT_UNKNOWN, what, fact.unknownBecause());
        }
    }

    private void state() {
        instance.pendingMigrations()
                .value()
                .filter(pending -> !pending.isEmpty())
                .ifPresent(pending -> block(Code.PENDING_MIGRATIONS, String.valueOf(pending.size())));
        for (Service service : instance.services().value().orElse(List.of())) {
            if (!service.active().equals("active")) {
                boolean web = service.role() == InstanceFacts.Role.WEB;
                notes.add(PreflightNote.of(
                        Code.SERVICE_DOWN, web ? Level.BLOCKER : Level.WARNING, service.unit(), service.active()));
            }
        }
        int status = instance.healthcheck().value().map(HealthAnswer::status).orElse(0);
        if (!healthy(status)) {
            block(Code.SITE_UNHEALTHY, String.valueOf(status));
        }
    }

    /** Whether the site answers well: 404 before there was a healthcheck, 503 where it only misses a cache (2025.2). */
    private boolean healthy(int status) {
        boolean withoutRedis =
                !instance.settings().value().map(settings -> settings.redis()).orElse(true);
        return switch (status) {
            case 200 -> true;
            case 404 ->
                instance.installed()
                        .value()
                        .filter(version -> version.compareTo(HAS_HEALTHCHECK) < 0)
                        .isPresent();
            case 503 -> withoutRedis;
            default -> false;
        };
    }

    private void packages() {
        instance.runtime()
                .value()
                .filter(runtime -> runtime.overrideSettings())
                .ifPresent(runtime -> block(Code.OVERRIDE_SETTINGS, runtime.packageDirectory()));
        Optional<String> venv = environment(instance);
        instance.settings()
                .value()
                .map(settings -> settings.dataDirectory())
                .filter(data -> venv.filter(folder -> (data + "/").startsWith(folder + "/"))
                        .isPresent())
                .ifPresent(data -> block(Code.DATA_IN_VENV, data));
    }

    private void elsewhere(HopChoice choice, List<String> without) {
        notes.addAll(ServerObstacles.of(
                situation.server().clockOffset(), situation.server().packageManager(), instance.upgrade()));
        notes.addAll(DatabaseObstacles.of(instance.database(), instance.upgrade(), choice, without));
        notes.addAll(PluginObstacles.of(instance, choice, situation.table(), without));
    }

    private void tools(PretalxVersion last) {
        if (!situation.server().tools().contains("msgfmt")) {
            boolean needed = last.compareTo(WITHOUT_GETTEXT) < 0;
            notes.add(PreflightNote.of(Code.TOOL_MISSING, needed ? Level.BLOCKER : Level.WARNING, "msgfmt", "gettext"));
        }
    }

    /**
     * What is known before an upgrade.
     *
     * @param server the server
     * @param instance the instance to upgrade
     * @param table known releases
     * @param unfinished jobs of that instance that have not ended
     */
    public record Situation(
            ServerFacts server, InstanceFacts instance, ReleaseTable table, List<UnfinishedJob> unfinished) {
        /** Copies the list. */
        public Situation {
            unfinished = List.copyOf(unfinished);
        }
    }

    /**
     * A job that has not ended.
     *
     * @param id its name
     * @param state its state's word
     */
    public record UnfinishedJob(String id, String state) {}

    /**
     * What the preflight found.
     *
     * @param from installed version; empty if unknown, with a blocker
     * @param to version to reach; empty if there is none, with a blocker
     * @param hops releases to walk through
     * @param notes blockers first, then warnings, then information
     * @param interpreters with which each hop can be built
     * @param diskBytes what the upgrade takes on the server
     */
    public record Result(
            Optional<PretalxVersion> from,
            Optional<PretalxVersion> to,
            List<PretalxVersion> hops,
            List<PreflightNote> notes,
            Map<PretalxVersion, ServerFacts.Interpreter> interpreters,
            long diskBytes) {
        /**
         * The interpreter with which a hop can be built, absolute.
         *
         * @throws IllegalArgumentException if there is none, which a blocker says, too
         */
        public String pythonFor(PretalxVersion hop) {
            ServerFacts.Interpreter interpreter = interpreters.get(hop);
            if (interpreter == null) {
                throw new IllegalArgumentException("no interpreter for " + hop);
            }
            return interpreter.path();
        }

        /** Whether something forbids the upgrade. */
        public boolean blocked() {
            return notes.stream().anyMatch(note -> note.level() == Level.BLOCKER);
        }
    }
}
