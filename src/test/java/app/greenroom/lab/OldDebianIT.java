package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.lab.InstalledProgram.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Debian 12 with pretalx 2024.3.1: refused at the release that its Python and PostgreSQL are too old for, upgraded to the one before. */
@Tag("long")
class OldDebianIT {
    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.BOOKWORM);

    @TempDir
    Path home;

    @Test
    void goesAsFarAsItCan() {
        InstalledProgram greenroom = new InstalledProgram(home);
        greenroom.add(
                server, "conf", "", "--user", "root", "--key", server.key().toString());
        JsonNode before = instance(greenroom);
        assertThat(before.at("/installed/value").asString()).isEqualTo("2024.3.1");
        assertThat(before.at("/counts/value/events").asInt()).isPositive();
        assertThat(greenroom.run("", "backup", "conf").status()).isZero();
        assertThat(greenroom.run("", "verify", "conf").status()).isZero();

        Run refused = greenroom.run("", "upgrade", "conf", "--to", "2026.2.1", "--plan");
        assertThat(refused.status()).as(refused.toString()).isEqualTo(4);
        assertThat(refused.stdout().replaceAll("\\s+", " "))
                .contains("pretalx 2026.1.2 needs Python 3.12 or newer; the newest on this server is 3.11.")
                .contains("pretalx 2026.1.2 needs PostgreSQL 16 or newer; this server has 15.")
                .contains("this server can be upgraded as far as pretalx 2025.2.2.");

        Visitor visitor = new Visitor(server.host());
        Run upgraded;
        try (visitor) {
            upgraded = greenroom.run("", "upgrade", "conf", "--to", "2025.2.2", "--yes");
        }
        Figures.note("2024.3.1 to 2025.2.2 on Debian 12", visitor);
        assertThat(upgraded.status()).as(upgraded.toString()).isZero();
        assertThat(visitor.statuses()).contains(503).doesNotContain(500);
        JsonNode after = instance(greenroom);
        assertThat(after.at("/installed/value").asString()).isEqualTo("2025.2.2");
        assertThat(after.at("/healthcheck/value/status").asInt()).isEqualTo(200);
        assertThat(after.at("/pendingMigrations/value").asInt(-1)).isZero();
        assertThat(after.at("/counts/value/events")).isEqualTo(before.at("/counts/value/events"));
        assertThat(after.at("/counts/value/users")).isEqualTo(before.at("/counts/value/users"));
    }

    private static JsonNode instance(InstalledProgram greenroom) {
        return greenroom.run("", "status", "conf", "--json").json().at("/servers/0/instances/0");
    }
}
