package app.greenroom.domain.instance;

import app.greenroom.domain.instance.InstanceFacts.DatabaseState;
import app.greenroom.domain.instance.InstanceFacts.HealthAnswer;
import app.greenroom.domain.instance.InstanceFacts.Role;
import app.greenroom.domain.instance.InstanceFacts.Service;
import app.greenroom.domain.schedule.ScheduleJudgement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Judges facts. A pure function: what is unknown gives a finding of severity {@link Severity#UNKNOWN}, never a fine one,
 * and what cannot be known at the installed version gives none.
 */
public final class HealthJudgement {
    /** Text of an argument that is not known. */
    public static final String NOT_KNOWN = "";

    private static final PretalxVersion HAS_HEALTHCHECK = PretalxVersion.of("2025.2.0");
    private static final PretalxVersion SAYS_VERSION = PretalxVersion.of("2026.1.0");
    private static final PretalxVersion NEEDS_REDIS = PretalxVersion.of("2026.2.0");
    private static final PretalxVersion NEEDS_POSTGRESQL_14 = PretalxVersion.of("2025.2.0");
    private static final PretalxVersion NEEDS_POSTGRESQL_16 = PretalxVersion.of("2026.1.0");
    private static final PretalxVersion WITHOUT_MYSQL = PretalxVersion.of("2024.3.0");
    private static final int MANY_RESTARTS = 3;
    private static final long CLOCK_TOLERANCE_SECONDS = 60;

    private final InstanceFacts facts;
    private final Optional<PretalxVersion> installed;
    private final List<Finding> findings = new ArrayList<>();

    private HealthJudgement(InstanceFacts facts) {
        this.facts = facts;
        this.installed = facts.installed().value();
    }

    /** Findings about an instance, gravest first, fine ones included. */
    public static List<Finding> of(InstanceFacts facts) {
        HealthJudgement judgement = new HealthJudgement(facts);
        judgement.healthcheck();
        judgement.services();
        judgement.version();
        judgement.runningVersion();
        judgement.migrations();
        judgement.database();
        judgement.redis();
        judgement.disk();
        judgement.plugins();
        judgement.debugMode();
        facts.schedule().value().map(ScheduleJudgement::of).ifPresent(judgement.findings::addAll);
        return gravestFirst(judgement.findings);
    }

    /** Findings about a server as a whole, gravest first. */
    public static List<Finding> of(ServerFacts facts) {
        List<Finding> findings = new ArrayList<>();
        long offset = facts.clockOffset().toSeconds();
        findings.add(Finding.of(
                FindingCode.CLOCK,
                Math.abs(offset) > CLOCK_TOLERANCE_SECONDS ? Severity.ATTENTION : Severity.OK,
                String.valueOf(offset)));
        if (!facts.elevated()) {
            findings.add(Finding.of(FindingCode.NOT_ELEVATED, Severity.ATTENTION));
        }
        return gravestFirst(findings);
    }

    /** The same findings, gravest first, else in their order. */
    public static List<Finding> gravestFirst(List<Finding> findings) {
        return findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
    }

    private void add(FindingCode code, Severity severity, String... arguments) {
        findings.add(Finding.of(code, severity, arguments));
    }

    private void healthcheck() {
        Optional<HealthAnswer> answer = facts.healthcheck().value();
        if (answer.isEmpty()) {
            add(FindingCode.HEALTHCHECK, Severity.UNKNOWN, NOT_KNOWN, NOT_KNOWN);
            return;
        }
        int status = answer.get().status();
        add(
                FindingCode.HEALTHCHECK,
                severityOf(status),
                String.valueOf(status),
                String.valueOf(answer.get().milliseconds()));
    }

    private Severity severityOf(int status) {
        return switch (status) {
            case 200 -> Severity.OK;
            // until 2025.1 there is no such page, but something answers
            case 404 -> installedBefore(HAS_HEALTHCHECK) ? Severity.OK : Severity.PROBLEM;
            // until 2026.1 the page wants a redis that pretalx itself does not need
            case 503 -> severityWithoutCache();
            default -> status == 0 || status >= 500 ? Severity.PROBLEM : Severity.ATTENTION;
        };
    }

    private Severity severityWithoutCache() {
        Optional<Boolean> redis = facts.settings().value().map(PretalxSettings::redis);
        if ((installed.isPresent() && !installedBefore(NEEDS_REDIS)) || redis.orElse(false)) {
            return Severity.PROBLEM;
        }
        return redis.isPresent() && installed.isPresent() ? Severity.OK : Severity.UNKNOWN;
    }

    private boolean installedBefore(PretalxVersion version) {
        return installed.filter(present -> present.compareTo(version) < 0).isPresent();
    }

    private void services() {
        List<Service> services = facts.services().value().orElse(List.of());
        service(FindingCode.WEB_SERVICE, Role.WEB, services);
        boolean queueWanted = facts.settings()
                .value()
                .map(PretalxSettings::celery)
                .orElse(!facts.installation().workerUnit().isEmpty());
        if (queueWanted || services.stream().anyMatch(each -> each.role() == Role.WORKER)) {
            service(FindingCode.WORKER_SERVICE, Role.WORKER, services);
        }
        for (Service each : services) {
            if (!each.enabled()) {
                add(FindingCode.STARTS_AT_BOOT, Severity.ATTENTION, each.unit());
            }
            if (each.restarts() >= MANY_RESTARTS) {
                add(FindingCode.RESTARTS, Severity.ATTENTION, each.unit(), String.valueOf(each.restarts()));
            }
        }
    }

    private void service(FindingCode code, Role role, List<Service> services) {
        Optional<Service> service =
                services.stream().filter(each -> each.role() == role).findFirst();
        if (service.isEmpty()) {
            add(code, Severity.UNKNOWN, NOT_KNOWN, NOT_KNOWN);
            return;
        }
        String state = service.get().active();
        Severity severity = switch (state) {
            case "active" -> Severity.OK;
            case "activating", "deactivating", "reloading", "refreshing" -> Severity.ATTENTION;
            case "inactive", "failed" -> Severity.PROBLEM;
            default -> Severity.UNKNOWN;
        };
        add(code, severity, service.get().unit(), state);
    }

    private void version() {
        Optional<PretalxVersion> newest = facts.available().value().stream()
                .flatMap(List::stream)
                .filter(PretalxVersion::isRelease)
                .max(Comparator.naturalOrder());
        Severity severity = installed.isEmpty() || newest.isEmpty()
                ? Severity.UNKNOWN
                : installedBefore(newest.get()) ? Severity.ATTENTION : Severity.OK;
        add(FindingCode.VERSION, severity, words(installed), words(newest));
    }

    private void runningVersion() {
        Optional<PretalxVersion> running = facts.running().value();
        if (running.isEmpty() && installedBefore(SAYS_VERSION)) {
            return;
        }
        Severity severity = running.isEmpty() || installed.isEmpty()
                ? Severity.UNKNOWN
                : running.equals(installed) ? Severity.OK : Severity.ATTENTION;
        add(FindingCode.RUNNING_VERSION, severity, words(running), words(installed));
    }

    private static String words(Optional<PretalxVersion> version) {
        return version.map(PretalxVersion::toString).orElse(NOT_KNOWN);
    }

    private void migrations() {
        Optional<Integer> pending = facts.pendingMigrations().value().map(List::size);
        Severity severity = pending.map(number -> number == 0 ? Severity.OK : Severity.PROBLEM)
                .orElse(Severity.UNKNOWN);
        add(FindingCode.MIGRATIONS, severity, pending.map(String::valueOf).orElse(NOT_KNOWN));
    }

    private void database() {
        Optional<DatabaseState> state = facts.database().value();
        Optional<PretalxSettings.Kind> kind =
                facts.settings().value().map(settings -> settings.database().kind());
        Severity severity = state.map(answer -> !answer.answers()
                        ? Severity.PROBLEM
                        : databaseTooOld(kind.orElse(PretalxSettings.Kind.OTHER), answer.major())
                                ? Severity.ATTENTION
                                : Severity.OK)
                .orElse(Severity.UNKNOWN);
        add(
                FindingCode.DATABASE,
                severity,
                kind.map(Enum::name).orElse(NOT_KNOWN),
                state.map(DatabaseState::version).orElse(NOT_KNOWN),
                state.map(answer -> String.valueOf(answer.bytes())).orElse(NOT_KNOWN));
    }

    private boolean databaseTooOld(PretalxSettings.Kind kind, int major) {
        if (installed.isEmpty()) {
            return false;
        }
        return switch (kind) {
            case POSTGRESQL ->
                (!installedBefore(NEEDS_POSTGRESQL_16) && major < 16)
                        || (!installedBefore(NEEDS_POSTGRESQL_14) && major < 14);
            case MYSQL -> !installedBefore(WITHOUT_MYSQL);
            case SQLITE, OTHER -> false;
        };
    }

    private void redis() {
        Optional<Boolean> configured = facts.settings().value().map(PretalxSettings::redis);
        if (configured.isPresent() && !configured.get()) {
            add(FindingCode.REDIS, Severity.ATTENTION, "absent");
            return;
        }
        Severity severity = facts.redisAnswers()
                .value()
                .map(answers -> answers ? Severity.OK : Severity.PROBLEM)
                .orElse(Severity.UNKNOWN);
        add(FindingCode.REDIS, severity, configured.isPresent() ? "configured" : NOT_KNOWN);
    }

    private void disk() {
        findings.add(DiskJudgement.of(facts.disks()));
    }

    private void plugins() {
        Optional<List<InstanceFacts.PythonPackage>> plugins = facts.plugins().value();
        if (plugins.isEmpty()) {
            add(FindingCode.PLUGINS, Severity.UNKNOWN, NOT_KNOWN, NOT_KNOWN);
            return;
        }
        List<String> names = plugins.get().stream()
                .map(each -> each.name() + " " + each.version())
                .toList();
        add(FindingCode.PLUGINS, Severity.OK, String.valueOf(names.size()), String.join(", ", names));
    }

    private void debugMode() {
        if (facts.settings().value().filter(PretalxSettings::debug).isPresent()) {
            add(FindingCode.DEBUG_MODE, Severity.PROBLEM);
        }
    }
}
