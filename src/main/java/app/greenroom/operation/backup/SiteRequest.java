package app.greenroom.operation.backup;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Installation;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.instance.PretalxSettings.Kind;
import app.greenroom.ssh.HostTraits;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the server's program must know about an instance, out of what a look found.
 *
 * @param settings what pretalx says about its configuration
 * @param site where and as whom it runs, and the files that belong to it
 */
public record SiteRequest(PretalxSettings settings, Map<String, Object> site) {
    /**
     * Puts it together.
     *
     * @throws OperationFailedException if what a snapshot needs is not known, or the database is of a kind that cannot be
     *     taken
     */
    public static SiteRequest of(InstanceFacts facts, HostTraits traits) throws OperationFailedException {
        if (!facts.settings().isKnown()) {
            String why = "pretalx' settings are not known: " + facts.settings().unknownBecause();
            throw new OperationFailedException(
                    traits.elevation() == HostTraits.Elevation.NONE
                            ? FailureReason.NO_ELEVATION
                            : FailureReason.ANSWER_UNREADABLE,
                    why);
        }
        PretalxSettings settings = facts.settings().value().orElseThrow();
        Kind kind = settings.database().kind();
        if (kind != Kind.POSTGRESQL && kind != Kind.SQLITE) {
            throw new OperationFailedException(
                    FailureReason.INPUT_INVALID, "database " + kind, "a PostgreSQL or SQLite database, not " + kind);
        }
        Installation installation = facts.installation();
        Map<String, Object> site = new LinkedHashMap<>();
        site.put("user", installation.user());
        site.put("group", installation.group());
        site.put("home", installation.home());
        site.put("directory", installation.workingDirectory());
        site.put("environment", installation.environment());
        site.put("python", installation.python());
        site.put("secret", settings.secretFile().orElse(""));
        site.put("config", configFiles(facts, settings));
        site.put("units", units(installation));
        site.put("schedules", schedules(installation, true));
        site.put("marks", marks(installation, settings));
        return new SiteRequest(settings, site);
    }

    /** What must be known about the database. */
    public Map<String, Object> database() {
        PretalxSettings.Database database = settings.database();
        return Map.of(
                "kind", kind(),
                "name", database.name(),
                "host", database.host(),
                "port", database.port(),
                "user", database.user(),
                "password", database.passwordSet());
    }

    /** {@code postgresql} or {@code sqlite}. */
    public String kind() {
        return settings.database().kind() == Kind.POSTGRESQL ? "postgresql" : "sqlite";
    }

    /** Name of the dump in a snapshot's folder. */
    public String dumpName() {
        return settings.database().kind() == Kind.POSTGRESQL ? "database.dump" : "database.sqlite3";
    }

    private static List<String> configFiles(InstanceFacts facts, PretalxSettings settings) {
        List<String> files = new ArrayList<>(settings.configFiles());
        facts.runtime()
                .value()
                .filter(runtime -> runtime.overrideSettings())
                .ifPresent(runtime -> files.add(runtime.packageDirectory() + "/override_settings.py"));
        return files;
    }

    private static List<String> units(Installation installation) {
        Set<String> units = new LinkedHashSet<>(List.of(installation.webUnit(), installation.workerUnit()));
        units.addAll(schedules(installation, false));
        for (String timer : schedules(installation, false)) {
            units.add(timer.replaceFirst("\\.timer$", ".service"));
        }
        units.remove("");
        return List.copyOf(units);
    }

    /** Files below {@code /etc/cron.d}, or units of timers. */
    private static List<String> schedules(Installation installation, boolean files) {
        return installation.otherSchedules().stream()
                .filter(each -> each.startsWith("/") == files)
                .toList();
    }

    /** What a web server's configuration says if it serves this site. */
    private static List<String> marks(Installation installation, PretalxSettings settings) {
        Set<String> marks = new LinkedHashSet<>();
        String bind = installation.bind();
        marks.add(bind.startsWith("unix:") ? bind.substring(5) : bind.replaceFirst("^.*(?=:\\d+$)", ""));
        marks.add(settings.mediaRoot());
        marks.add(settings.staticRoot());
        marks.add(hostOf(settings.siteUrl()));
        marks.remove("localhost");
        marks.remove("");
        return List.copyOf(marks);
    }

    private static String hostOf(String url) {
        try {
            String host = URI.create(url).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return ""; // then the other marks must do
        }
    }
}
