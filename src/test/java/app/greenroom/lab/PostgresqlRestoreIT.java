package app.greenroom.lab;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Restores of a site on PostgreSQL. */
class PostgresqlRestoreIT extends RestoreOnServerIT {
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
    String losing() {
        return "systemctl stop pretalx-web pretalx-worker; cd /tmp; runuser -u postgres -- dropdb pretalx";
    }
}
