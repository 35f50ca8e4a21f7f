package app.greenroom.operation.restore;

import static app.greenroom.operation.window.WindowSteps.LATE;
import static app.greenroom.operation.window.WindowSteps.SOON;

import app.greenroom.domain.backup.SnapshotManifest.Origin;
import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.restore.VersionChoice;
import app.greenroom.operation.window.WindowProgram;
import app.greenroom.operation.window.WindowSteps;
import app.greenroom.operation.window.WindowSteps.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an empty server is to carry out so that it becomes the snapshot's site. Pure.
 *
 * @param job name of the job
 * @param created when it was planned
 * @param by user and computer that planned it
 * @param instance id of the instance
 * @param origin where the snapshot comes from
 * @param site how the site was set up
 * @param version its pretalx
 * @param counts how much the database must hold, if known
 * @param secretFile where the secret lies; empty text if the configuration holds it
 * @param mediaStaging where uploaded files arrive
 * @param places beginnings of the paths that the configuration may be restored to
 * @param copy whether it is to be a quiet copy
 */
record FreshSteps(
        JobId job,
        Instant created,
        String by,
        String instance,
        Origin origin,
        FormerSite site,
        VersionChoice version,
        Optional<Counts> counts,
        String secretFile,
        String mediaStaging,
        List<String> places,
        boolean copy) {
    private static final String MAIN = "fresh.py";
    private static final List<String> OWN = List.of(MAIN, "foundations.py", "contents.py");
    private static final Set<Part> BOTH = Set.of(Part.RUN, Part.UNDO);
    private static final Set<Part> ALONE = Set.of(Part.RUN);
    private static final JsonMapper JSON = new JsonMapper();

    /** Packages of Debian and Ubuntu that every site needs. */
    private static final List<String> ALWAYS = List.of(
            "python3",
            "python3-venv",
            "python3-dev",
            "build-essential",
            "gettext",
            "git",
            "libpq-dev",
            "redis-server",
            "nginx",
            "cron",
            "ca-certificates");

    /** Copies the list. */
    FreshSteps {
        places = List.copyOf(places);
    }

    /** The steps, the files that they use, and a gate. */
    RestoreSteps.Steps steps() {
        WindowSteps window = new WindowSteps(MAIN, Map.of());
        String to = version.after().orElseThrow().toString();
        int rebuilding = version.hops().getLast().node() ? 30 : 12;
        List<Step> steps = new ArrayList<>();
        steps.add(window.before("look", "fresh-look", SOON, 1, BOTH));
        steps.add(window.before("packages", "fresh-packages", LATE, 30, ALONE));
        steps.add(window.before("account", "fresh-account", SOON, 1, BOTH, site.user()));
        steps.add(window.before("units", "fresh-units", SOON, 1, BOTH));
        steps.add(window.before("environment", "fresh-environment", LATE, 20, BOTH, to));
        steps.add(window.before("secret", "restore-secret", SOON, 1, BOTH));
        steps.add(window.before("configure", "fresh-configure", SOON, 1, BOTH));
        steps.add(window.before("role", "fresh-role", SOON, 1, BOTH));
        steps.add(window.before("database", "fresh-database", LATE, 3, BOTH));
        steps.add(window.before("media", "fresh-media", LATE, 2, BOTH));
        steps.add(window.before("rebuild", "upgrade-rebuild", LATE, rebuilding, ALONE, to));
        steps.add(window.before("open", "window-open", SOON, 5, BOTH, to));
        steps.add(window.before("surround", copy ? "fresh-surround-copy" : "fresh-surround", SOON, 1, BOTH));
        steps.add(window.after("clear", "restore-clear", 1));
        steps.add(window.after("record", "window-record", 1));
        return new RestoreSteps.Steps(steps, files(), window.gate(), Optional.empty());
    }

    private Map<String, String> files() {
        Map<String, String> files = new TreeMap<>(WindowProgram.modules());
        files.putAll(RestoreProgram.modules());
        OWN.forEach(name -> files.put(name, RestoreProgram.resource("program/" + name)));
        files.put("change.json", JSON.writeValueAsString(parameters()));
        return files;
    }

    private Map<String, Object> parameters() {
        String to = version.after().orElseThrow().toString();
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("job", job.text());
        parameters.put("kind", "restore");
        parameters.put("created", created.toString());
        parameters.put("by", by);
        parameters.put("instance", instance);
        parameters.put("from", to);
        parameters.put("to", to);
        parameters.put("webUnit", site.web());
        parameters.put("workerUnit", site.worker());
        parameters.put("venv", site.venv());
        parameters.put("home", site.home());
        parameters.put("user", site.user());
        parameters.put("group", site.group());
        parameters.put("bind", site.bind());
        parameters.put("units", site.units());
        parameters.put("schedules", List.of());
        parameters.put("crontab", false);
        parameters.put("parts", List.of("database", "media", "secret", "configuration"));
        parameters.put("databaseKind", origin.databaseKind());
        parameters.put("counts", RestoreProgram.counts(counts));
        parameters.put("way", VersionChoice.Way.BACK.name().toLowerCase(Locale.ROOT));
        parameters.put("hops", version.hops().stream().map(RestoreProgram::hop).toList());
        parameters.put("extras", List.of());
        parameters.put("places", places);
        parameters.put("secretFile", secretFile);
        parameters.put("mediaStaging", mediaStaging);
        parameters.put("copy", copy);
        parameters.put("systemPackages", systemPackages());
        return parameters;
    }

    private List<String> systemPackages() {
        List<String> packages = new ArrayList<>(ALWAYS);
        if (origin.databaseKind().equals("postgresql")) {
            packages.addAll(List.of("postgresql", "postgresql-client"));
        }
        if (version.hops().getLast().node()) {
            packages.addAll(List.of("nodejs", "npm"));
        }
        return packages;
    }
}
