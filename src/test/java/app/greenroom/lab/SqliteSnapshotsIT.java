package app.greenroom.lab;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Snapshots of a site on SQLite. */
class SqliteSnapshotsIT extends SnapshotsOnServerIT {
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
    String wrecking() {
        return "sqlite3 /var/pretalx/data/db.sqlite3 'PRAGMA foreign_keys=OFF; DROP TABLE submission_submission'";
    }
}
