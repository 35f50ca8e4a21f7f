package app.greenroom.operation.restore;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a site was set up, read from the units in a snapshot of it.
 *
 * @param web unit of the web service
 * @param worker unit of the worker; empty text if there was none
 * @param user service user
 * @param group its group; empty text for the user's own
 * @param venv virtual environment
 * @param home home directory of the user
 * @param bind where the web service listens
 * @param units names of all units
 */
record FormerSite(
        String web,
        String worker,
        String user,
        String group,
        String venv,
        String home,
        String bind,
        List<String> units) {
    private static final String PLACE = "/etc/systemd/system/";
    private static final long LARGEST = 1 << 20;
    private static final Pattern PROGRAM =
            Pattern.compile("(/[A-Za-z0-9._/-]+)/bin/(?:gunicorn|uwsgi|celery|daphne|uvicorn|python[0-9.]*)\\b");
    private static final Pattern BIND = Pattern.compile("(?:--bind[= ]|-b[ =]?)(\\S+)");
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9:_.@-]+\\.(service|socket|timer)");

    /** Copies the list. */
    FormerSite {
        units = List.copyOf(units);
    }

    /** Reads it; empty if the snapshot's units do not say enough. */
    static Optional<FormerSite> of(Path snapshot, List<Entry> server) throws IOException {
        List<String> units = new ArrayList<>();
        String web = "";
        String worker = "";
        String user = "";
        String group = "";
        String venv = "";
        String bind = "127.0.0.1:8000";
        for (Entry entry : server) {
            String path = entry.source().path().toString();
            String name = path.startsWith(PLACE) ? path.substring(PLACE.length()) : "";
            if (!UNIT.matcher(name).matches() || entry.stored().size() > LARGEST) {
                continue;
            }
            units.add(name);
            String text = Files.readString(snapshot.resolve(entry.stored().name()), StandardCharsets.ISO_8859_1)
                    .replace("\\\n", " ");
            String command = value(text, "ExecStart");
            if (command.contains("celery")) {
                worker = name;
            } else if (command.contains("gunicorn") || command.contains("pretalx.wsgi") || command.contains("uwsgi")) {
                web = name;
                user = value(text, "User");
                group = value(text, "Group");
                Matcher program = PROGRAM.matcher(command);
                venv = program.find() ? program.group(1) : "";
                Matcher listening = BIND.matcher(command);
                bind = listening.find() ? listening.group(1) : bind;
            }
        }
        boolean enough = !web.isEmpty()
                && NAME.matcher(user).matches()
                && (group.isEmpty() || NAME.matcher(group).matches())
                && venv.lastIndexOf('/') > 0
                && !venv.contains("/../");
        return enough
                ? Optional.of(new FormerSite(
                        web, worker, user, group, venv, venv.substring(0, venv.lastIndexOf('/')), bind, units))
                : Optional.empty();
    }

    /** The last value of a name in a unit. */
    private static String value(String unit, String name) {
        Matcher lines =
                Pattern.compile("(?m)^\\s*" + name + "\\s*=\\s*(.*?)\\s*$").matcher(unit);
        String found = "";
        while (lines.find()) {
            found = lines.group(1);
        }
        return found;
    }
}
