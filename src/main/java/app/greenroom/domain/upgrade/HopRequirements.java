package app.greenroom.domain.upgrade;

import app.greenroom.domain.instance.Fact;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.InstanceFacts.DatabaseState;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.instance.UserSite;
import app.greenroom.domain.upgrade.PreflightNote.Code;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a server has what each release on the way asks for. Each lack is said once, at the first release with it. */
final class HopRequirements {
    private final ServerFacts server;
    private final InstanceFacts instance;
    private final ReleaseTable table;
    private final List<PretalxVersion> hops;
    private final List<PreflightNote> notes = new ArrayList<>();
    private final Set<Code> said = new HashSet<>();
    private final Set<PretalxVersion> outOfReach = new HashSet<>();
    private final Map<PretalxVersion, ServerFacts.Interpreter> interpreters = new LinkedHashMap<>();

    private HopRequirements(ServerFacts server, InstanceFacts instance, ReleaseTable table, List<PretalxVersion> hops) {
        this.server = server;
        this.instance = instance;
        this.table = table;
        this.hops = hops;
    }

    /** Checks every hop. */
    static HopRequirements of(
            ServerFacts server, InstanceFacts instance, ReleaseTable table, List<PretalxVersion> hops) {
        HopRequirements requirements = new HopRequirements(server, instance, table, hops);
        for (PretalxVersion hop : hops) {
            FeatureRelease floors = table.floorsOf(hop);
            requirements.python(hop, floors);
            requirements.database(hop, floors);
            requirements.redis(hop, floors);
            requirements.actions(hop);
        }
        if (!hops.isEmpty()) {
            requirements.frontend(hops.getLast());
        }
        return requirements;
    }

    /** What stands against the hops, and what they ask of a person. */
    List<PreflightNote> notes() {
        return List.copyOf(notes);
    }

    /** The interpreter for each hop; a hop without one is missing and has a blocker. */
    Map<PretalxVersion, ServerFacts.Interpreter> interpreters() {
        return Map.copyOf(interpreters);
    }

    private void block(Code code, PretalxVersion hop, String... more) {
        outOfReach.add(hop);
        if (said.add(code)) {
            notes.add(PreflightNote.of(
                    code,
                    Level.BLOCKER,
                    Stream.concat(Stream.of(hop.toString()), Stream.of(more)).toArray(String[]::new)));
        }
    }

    private void python(PretalxVersion hop, FeatureRelease floors) {
        List<ServerFacts.Interpreter> present = present();
        Optional<ServerFacts.Interpreter> fit = present.stream()
                .filter(each -> version(each).compareTo(floors.python()) >= 0)
                .findFirst();
        fit.ifPresentOrElse(interpreter -> interpreters.put(hop, interpreter), () -> {
            String found = present.stream()
                    .map(HopRequirements::version)
                    .max(Comparator.naturalOrder())
                    .map(PythonVersion::toString)
                    .orElse("");
            block(Code.PYTHON_TOO_OLD, hop, floors.python().toString(), found);
        });
    }

    /** Interpreters to choose from: first the one that pretalx runs on now, then others, oldest first. */
    private List<ServerFacts.Interpreter> present() {
        Stream<ServerFacts.Interpreter> own = instance.runtime().value().stream()
                .map(runtime -> new ServerFacts.Interpreter(runtime.base(), runtime.version()));
        // what lies in the home of a user is found by the one interpreter that it was installed with
        boolean bound = UserSite.of(instance).isPresent();
        Stream<ServerFacts.Interpreter> others = server.interpreters().stream()
                .filter(each -> !bound)
                .filter(each -> PythonVersion.parse(each.version()).isPresent())
                .sorted(Comparator.comparing(HopRequirements::version));
        return Stream.concat(own, others)
                .filter(each -> PythonVersion.parse(each.version()).isPresent())
                .toList();
    }

    private static PythonVersion version(ServerFacts.Interpreter interpreter) {
        return PythonVersion.parse(interpreter.version()).orElse(new PythonVersion(0, 0));
    }

    private void database(PretalxVersion hop, FeatureRelease floors) {
        Optional<PretalxSettings.Kind> kind =
                instance.settings().value().map(settings -> settings.database().kind());
        if (kind.isEmpty()) {
            return; // said elsewhere
        }
        switch (kind.get()) {
            case POSTGRESQL -> {
                Fact<DatabaseState> state = instance.database();
                int major = state.value().map(DatabaseState::major).orElse(0);
                if (major > 0 && major < floors.postgresql()) {
                    block(Code.POSTGRESQL_TOO_OLD, hop, String.valueOf(floors.postgresql()), String.valueOf(major));
                }
            }
            case SQLITE -> {}
            // the steps of an upgrade copy PostgreSQL and SQLite only, so a hop that pretalx would allow is not
            // possible
            case MYSQL, OTHER ->
                block(Code.DATABASE_UNSUPPORTED, hop, kind.get().name());
        }
    }

    private void redis(PretalxVersion hop, FeatureRelease floors) {
        Optional<PretalxSettings> settings = instance.settings().value();
        if (!floors.redis() || settings.isEmpty()) {
            return;
        }
        boolean answers =
                settings.get().redis() && instance.redisAnswers().value().orElse(false);
        if (!answers) {
            block(Code.REDIS_MISSING, hop);
        }
        if (!settings.get().celery() || instance.installation().workerUnit().isEmpty()) {
            block(Code.CELERY_MISSING, hop);
        }
    }

    private void frontend(PretalxVersion last) {
        if (!table.floorsOf(last).node()) {
            return;
        }
        if (server.node().isEmpty() || server.npm().isEmpty()) {
            block(Code.NODE_MISSING, last);
        } else if (!fits(server.node().orElse(""))) {
            block(Code.NODE_TOO_OLD, last, server.node().orElse(""));
        }
    }

    /** How far this server goes as it is, where the wanted release asks for more; empty if it does not, or for no hop at all. */
    Optional<PretalxVersion> reachable() {
        List<PretalxVersion> within =
                hops.stream().takeWhile(hop -> !outOfReach.contains(hop)).toList();
        if (within.isEmpty() || within.size() == hops.size()) {
            return Optional.empty();
        }
        PretalxVersion last = within.getLast();
        boolean built = !table.floorsOf(last).node()
                || (server.node().isPresent()
                        && server.npm().isPresent()
                        && fits(server.node().orElse("")));
        return built ? Optional.of(last) : Optional.empty();
    }

    /** What vite 4 asks for, which builds the pages of 2023.1 to 2026.1: ^14.18.0 or >=16.0.0. */
    private static boolean fits(String node) {
        String[] parts = node.replaceFirst("^v", "").split("\\.", 3);
        if (parts.length < 2 || !parts[0].matches("\\d{1,4}") || !parts[1].matches("\\d{1,4}")) {
            return true; // not to be told; the step itself will say
        }
        int major = Integer.parseInt(parts[0]);
        return major >= 16 || (major == 14 && Integer.parseInt(parts[1]) >= 18);
    }

    private void actions(PretalxVersion hop) {
        table.of(hop)
                .ifPresent(feature -> feature.actions()
                        .forEach(action ->
                                notes.add(PreflightNote.of(Code.REQUIRED_ACTION, Level.INFO, hop.toString(), action))));
    }
}
