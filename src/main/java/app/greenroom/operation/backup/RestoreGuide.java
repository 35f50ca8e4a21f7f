package app.greenroom.operation.backup;

import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Head;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.instance.Installation;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxSettings.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code RESTORE.txt}: how to restore one snapshot by hand, with its real names, from texts in this package's resources. */
final class RestoreGuide {
    private static final Pattern GAP = Pattern.compile("\\$\\{([a-zA-Z.]+)}");

    private final SnapshotManifest manifest;
    private final SiteRequest request;
    private final InstanceFacts facts;
    private final String databaseTool;
    private final Map<String, String> values = new HashMap<>();

    /**
     * A guide.
     *
     * @param databaseTool version of the program that dumped the database
     */
    RestoreGuide(SnapshotManifest manifest, SiteRequest request, InstanceFacts facts, String databaseTool) {
        this.manifest = manifest;
        this.request = request;
        this.facts = facts;
        this.databaseTool = databaseTool;
    }

    String text() {
        describe(manifest.head());
        describe(facts.installation());
        describe(request.settings().database());
        List<String> sections = new ArrayList<>(List.of("begin", "database-" + request.kind(), "media"));
        if (manifest.entries().stream().anyMatch(entry -> entry.stored().name().startsWith("media-renamed/"))) {
            sections.add("media-renamed");
        }
        sections.add("media-end");
        sections.add(request.settings().secretFile().isPresent() ? "secret" : "secret-none");
        sections.add("end");
        return sections.stream().map(this::filled).collect(Collectors.joining());
    }

    private void describe(Head head) {
        values.put("id", head.id().text());
        values.put("taken", head.taken().toString());
        values.put("siteUrl", head.origin().siteUrl());
        values.put("host", head.origin().host());
        values.put("operatingSystem", head.origin().operatingSystem());
        values.put("server", head.origin().server());
        values.put("instance", head.origin().instance());
        values.put("pretalx", head.origin().pretalx());
        values.put("python", head.origin().python());
        values.put("kind", head.origin().databaseKind().equals("sqlite") ? "SQLite" : "PostgreSQL");
        values.put("databaseVersion", head.origin().databaseVersion());
        values.put("databaseTool", databaseTool);
        values.put(
                "counts",
                head.counts()
                        .map(counts -> counts.events() + " events, " + counts.proposals() + " proposals, "
                                + counts.users() + " users")
                        .orElse("not counted"));
        values.put("files", String.valueOf(head.totals().files()));
        values.put("bytes", String.valueOf(head.totals().bytes()));
        values.put("mediaRoot", quoted(head.origin().mediaRoot()));
        values.put("secretFile", quoted(request.settings().secretFile().orElse("")));
        values.put("dataDirectory", quoted(request.settings().dataDirectory()));
        List<String> files = serverFiles();
        values.put("serverFiles", files.stream().map(file -> "  " + file + "\n").collect(Collectors.joining()));
        String config = request.settings().configFiles().stream()
                .findFirst()
                .orElse(files.isEmpty() ? "/etc/pretalx/pretalx.cfg" : files.getFirst());
        values.put("firstConfig", quoted(config));
        values.put("firstConfig.quoted", quoted(config));
        boolean crontab = manifest.entries().stream()
                .anyMatch(entry -> entry.stored().name().equals("server/crontab"));
        values.put(
                "crontab",
                crontab
                        ? "crontab -u " + quoted(facts.installation().user()) + " server/crontab"
                        : "(this site had no crontab)");
    }

    private List<String> serverFiles() {
        return manifest.entries().stream()
                .filter(entry -> entry.role() == Role.SERVER)
                .map(Entry::source)
                .map(source -> source.path().toString())
                .filter(path -> path.startsWith("/"))
                .toList();
    }

    private void describe(Installation installation) {
        String user = quoted(installation.user());
        values.put("user", user);
        values.put("group", quoted(installation.group()));
        values.put("home.quoted", quoted(installation.home()));
        List<String> units = new ArrayList<>(List.of(installation.webUnit(), installation.workerUnit()));
        units.removeIf(String::isEmpty);
        values.put("units", units.stream().map(RestoreGuide::quoted).collect(Collectors.joining(" ")));
        String as = "runuser -u " + user + " -- env -C " + quoted(installation.workingDirectory()) + " HOME="
                + quoted(installation.home()) + " ";
        values.put("pretalxPython", as + quoted(installation.python()));
        values.put("pretalxCommand", as + quoted(installation.python()) + " -m pretalx");
        values.put("loopback", facts.webLoopback().isEmpty() ? "http://127.0.0.1:8345" : facts.webLoopback());
        values.put(
                "makeVenv",
                installation
                        .venv()
                        .map(venv -> "runuser -u " + user + " -- python3 -m venv " + quoted(venv))
                        .orElse("(this site used no virtual environment)"));
    }

    private void describe(Database database) {
        values.put("databaseName", database.name());
        values.put("databaseName.quoted", quoted(database.name()));
        String role = database.user().isEmpty() ? facts.installation().user() : database.user();
        values.put("role", quoted(role));
        String identifier = "\"" + database.name().replace("\"", "\"\"") + "\"";
        String before = "\"" + database.name().replace("\"", "\"\"") + "-before-restore\"";
        values.put("alterDatabase", quoted("ALTER DATABASE " + identifier + " RENAME TO " + before));
        String where = database.host().isEmpty()
                ? ""
                : " -h " + quoted(database.host())
                        + (database.port().isEmpty() ? "" : " -p " + quoted(database.port()))
                        + " -U " + quoted(role);
        values.put(
                "pgRestore",
                "pg_restore --no-owner --no-acl --single-transaction" + where + " -d " + quoted(database.name()));
        values.put("psql", "psql" + where + " -d " + quoted(database.name()));
        boolean here = List.of("", "localhost", "127.0.0.1", "::1").contains(database.host())
                || database.host().startsWith("/");
        values.put(
                "databasePlace",
                here
                        ? ""
                        : "The database lies on " + database.host()
                                + ": the three commands that begin with sudo -u postgres are for that server.\n");
        values.put(
                "passwordNote",
                database.passwordSet()
                        ? "It asks for the database password, which lies in pretalx' configuration; createuser -P lets"
                                + " you set it anew."
                        : "No password is needed: the database knows the user.");
    }

    private String filled(String section) {
        Matcher gaps = GAP.matcher(resource(section));
        return gaps.replaceAll(gap -> {
            String value = values.get(gap.group(1));
            if (value == null) {
                throw new IllegalStateException("no value for " + gap.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** A word for a POSIX shell. */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String resource(String name) {
        try (InputStream stream = RestoreGuide.class.getResourceAsStream("restore/" + name + ".txt")) {
            if (stream == null) {
                throw new IllegalStateException("missing in this program: restore/" + name + ".txt");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
