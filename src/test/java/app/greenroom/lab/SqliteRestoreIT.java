package app.greenroom.lab;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Restores of a site on SQLite. */
class SqliteRestoreIT extends RestoreOnServerIT {
    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.SQLITE);

    @Override
    LabServer server() {
        return server;
    }

    @Override
    String counting() {
        return "sqlite3 -separator ' ' /var/pretalx/data/db.sqlite3 'SELECT (SELECT count(*) FROM event_event),"
                + " (SELECT count(*) FROM submission_submission), (SELECT count(*) FROM person_user)'";
    }

    @Override
    String losing() {
        return "systemctl stop pretalx-web pretalx-worker; rm /var/pretalx/data/db.sqlite3";
    }
}
