package app.greenroom.operation.backup;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was not perfect about a snapshot, each once, and not endlessly. Thread-safe. */
final class Warnings {
    private static final int MOST = 200;

    private final Set<String> texts = new LinkedHashSet<>();
    private int more;

    /** Takes a warning of the server. */
    void add(Said said) throws BadAnswerException {
        String path = said.path("path").toString();
        String detail = said.text("detail");
        add(
                switch (said.text("code")) {
                    case "link" -> "symbolic link not followed: " + path + " (" + detail + ")";
                    case "special" -> "no regular file, left out: " + path;
                    case "folder" -> "folder cannot be read: " + path + " (" + detail + ")";
                    case "unreadable" -> "cannot be read: " + path + " (" + detail + ")";
                    case "database" -> "SQLite's own check of " + path + " says: " + detail;
                    case "packages" -> "no list of packages from pip: " + detail;
                    case "command" -> path + " " + detail;
                    default -> throw new BadAnswerException("an unknown warning");
                });
    }

    /** Takes a warning in plain technical words. */
    synchronized void add(String text) {
        if (texts.size() >= MOST && !texts.contains(text)) {
            more++;
        } else {
            texts.add(text.substring(0, Math.min(text.length(), 1000)));
        }
    }

    synchronized List<String> all() {
        List<String> all = new ArrayList<>(texts);
        if (more > 0) {
            all.add("and " + more + " more");
        }
        return all;
    }
}
