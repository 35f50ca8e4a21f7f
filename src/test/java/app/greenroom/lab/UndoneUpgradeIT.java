package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.lab.InstalledProgram.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A migration that fails: the old version with its data, healthy, and the failed database kept aside. */
class UndoneUpgradeIT {
    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);

    @TempDir
    Path home;

    @Test
    void aMigrationThatFailsIsUndoneByTheServerItself() {
        InstalledProgram greenroom = new InstalledProgram(home);
        greenroom.add(
                server, "conf", "", "--user", "root", "--key", server.key().toString());
        // a table that only migrations look for; the running site does not
        query("alter table submission_tag rename to moved_away");
        String proposals = query("select count(*) from submission_submission");

        Visitor visitor = new Visitor(server.host());
        Run upgraded;
        try (visitor) {
            upgraded = greenroom.run("", "upgrade", "conf", "--to", "2026.2.1", "--yes");
        }
        Figures.note("upgrade undone on PostgreSQL", visitor);
        assertThat(upgraded.status()).as(upgraded.toString()).isEqualTo(5);
        assertThat(visitor.statuses()).contains(503).doesNotContain(500);
        assertThat(visitor.sawRude503()).as("a 503 without Retry-After").isFalse();

        JsonNode after = greenroom.run("", "status", "conf", "--json").json().at("/servers/0/instances/0");
        assertThat(after.at("/installed/value").asString()).isEqualTo("2025.2.2");
        assertThat(after.at("/healthcheck/value/status").asInt()).isEqualTo(200);
        assertThat(after.at("/pendingMigrations/value").asInt()).isZero();
        assertThat(query("select count(*) from submission_submission")).isEqualTo(proposals);
        assertThat(server.run("runuser -u postgres -- psql -Atc 'select datname from pg_database'"))
                .as("the failed database is kept")
                .containsPattern("pretalx.+");
        assertThat(server.run("test -L /var/pretalx/venv && readlink /var/pretalx/venv || echo folder"))
                .as("the environment is what it was")
                .contains("folder");
    }

    private static String query(String sql) {
        return server.run("runuser -u postgres -- psql -At pretalx -c \"" + sql + "\"");
    }
}
