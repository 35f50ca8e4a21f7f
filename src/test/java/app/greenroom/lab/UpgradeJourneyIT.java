package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.lab.InstalledProgram.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole way on PostgreSQL, with the program as users have it: add, look, back up, verify, upgrade over two hops. */
class UpgradeJourneyIT {
    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);

    @TempDir
    Path home;

    @Test
    void fromTheFirstContactToTheNewestRelease() {
        InstalledProgram greenroom = new InstalledProgram(home);
        greenroom.add(
                server, "conf", "", "--user", "root", "--key", server.key().toString());
        JsonNode before = instance(greenroom);
        assertThat(before.at("/installed/value").asString()).isEqualTo("2025.2.2");
        assertThat(greenroom.run("", "backup", "conf").status()).isZero();
        assertThat(greenroom.run("", "verify", "conf").status()).isZero();

        Visitor visitor = new Visitor(server.host());
        Run upgraded;
        try (visitor) {
            upgraded = greenroom.run("", "upgrade", "conf", "--to", "2026.2.1", "--yes");
        }
        Figures.note("upgrade on PostgreSQL", visitor);
        assertThat(upgraded.status()).as(upgraded.toString()).isZero();
        assertThat(visitor.statuses()).contains(503).doesNotContain(500);
        assertThat(visitor.sawRude503()).as("a 503 without Retry-After").isFalse();

        JsonNode after = instance(greenroom);
        assertThat(after.at("/installed/value").asString()).as(after.toString()).isEqualTo("2026.2.1");
        assertThat(after.at("/running/value").asString()).isEqualTo("2026.2.1");
        assertThat(after.at("/counts/value/events")).isEqualTo(before.at("/counts/value/events"));
        assertThat(after.at("/counts/value/users")).isEqualTo(before.at("/counts/value/users"));
        assertThat(server.run("ls -d /var/pretalx/venvs/2025.2.2")).contains("2025.2.2");
        assertThat(greenroom.run("", "upgrade", "conf", "--yes").status())
                .as("there is nothing newer")
                .isZero();
    }

    private static JsonNode instance(InstalledProgram greenroom) {
        return greenroom.run("", "status", "conf", "--json").json().at("/servers/0/instances/0");
    }
}
