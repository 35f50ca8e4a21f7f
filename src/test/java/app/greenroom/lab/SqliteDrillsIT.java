package app.greenroom.lab;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Drills of a site on SQLite. */
class SqliteDrillsIT extends DrillsOnServerIT {
    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.SQLITE);

    @Override
    LabServer server() {
        return server;
    }

    @Override
    String dumpName() {
        return "database.sqlite3";
    }

    @Override
    String dumpingWithLosses() {
        return """
            python3 - << 'END'
            import sqlite3
            source, target = sqlite3.connect("/var/pretalx/data/db.sqlite3"), sqlite3.connect("/root/lossy.sqlite3")
            source.backup(target)
            target.execute("DELETE FROM submission_submission")
            target.execute("DROP TABLE schedule_talkslot")
            target.commit()
            END
            echo /root/lossy.sqlite3
            """;
    }
}
