package app.greenroom.lab;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Snapshots of a site on PostgreSQL. */
class PostgresqlSnapshotsIT extends SnapshotsOnServerIT {
    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);

    @Override
    LabServer server() {
        return server;
    }

    @Override
    String counting() {
        return "cd /tmp; runuser -u pretalx -- psql -AtF ' ' -c 'SELECT (SELECT count(*) FROM event_event),"
                + " (SELECT count(*) FROM submission_submission), (SELECT count(*) FROM person_user)'";
    }

    @Override
    String wrecking() {
        return "cd /tmp; runuser -u pretalx -- psql -qc 'DROP TABLE submission_submission CASCADE'";
    }
}
