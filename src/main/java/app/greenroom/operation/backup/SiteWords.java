package app.greenroom.operation.backup;

import app.greenroom.domain.instance.Installation;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxSettings.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code RESTORE.txt} says about a site whatever a snapshot of it holds: the words for the gaps of its texts. */
final class SiteWords {
    private final Map<String, String> values = new HashMap<>();

    private SiteWords() {}

    static Map<String, String> of(SiteRequest request, InstanceFacts facts) {
        SiteWords words = new SiteWords();
        words.describe(request);
        words.describe(facts.installation());
        words.describe(request.settings().database(), facts.installation().user());
        words.values.put("loopback", facts.webLoopback().isEmpty() ? "http://127.0.0.1:8345" : facts.webLoopback());
        return words.values;
    }

    private void describe(SiteRequest request) {
        values.put("kind", request.kind().equals("sqlite") ? "SQLite" : "PostgreSQL");
        values.put("mediaRoot", quoted(request.settings().mediaRoot()));
        values.put("secretFile", quoted(request.settings().secretFile().orElse("")));
        values.put("dataDirectory", quoted(request.settings().dataDirectory()));
    }

    private void describe(Installation installation) {
        String user = quoted(installation.user());
        values.put("user", user);
        values.put("group", quoted(installation.group()));
        values.put("home.quoted", quoted(installation.home()));
        List<String> units = new ArrayList<>(List.of(installation.webUnit(), installation.workerUnit()));
        units.removeIf(String::isEmpty);
        values.put("units", units.stream().map(SiteWords::quoted).collect(Collectors.joining(" ")));
        String as = "runuser -u " + user + " -- env -C " + quoted(installation.workingDirectory()) + " HOME="
                + quoted(installation.home()) + " ";
        values.put("pretalxPython", as + quoted(installation.python()));
        values.put("pretalxCommand", as + quoted(installation.python()) + " -m pretalx");
        values.put(
                "makeVenv",
                installation
                        .venv()
                        .map(venv -> "runuser -u " + user + " -- python3 -m venv " + quoted(venv))
                        .orElse("(this site used no virtual environment)"));
    }

    private void describe(Database database, String serviceUser) {
        values.put("databaseName", database.name());
        values.put("databaseName.quoted", quoted(database.name()));
        String role = database.user().isEmpty() ? serviceUser : database.user();
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

    /** What puts the crontab back, if there is one. */
    static String crontab(InstanceFacts facts, boolean there) {
        return there
                ? "crontab -u " + quoted(facts.installation().user()) + " server/crontab"
                : "(this site had no crontab)";
    }

    /** A word for a POSIX shell. */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
