package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.lab.InstalledProgram.Run;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Whole upgrades of installations that are not as documented today. */
class OtherLayoutsUpgradeIT {
    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({"odd, conf-gunicorn", "user, pretalx-web"})
    void endsOnTheNewVersion(String layout, String unit) throws IOException {
        LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);
        server.start();
        try {
            assertThat(server.run(layout.equals("odd") ? Layouts.ODD : Layouts.USER_SITE))
                    .endsWith("200");
            InstalledProgram greenroom = new InstalledProgram(home);
            greenroom.add(
                    server, "conf", "", "--user", "root", "--key", server.key().toString());
            Run upgraded = greenroom.run("", "upgrade", "conf", "--to", "2026.2.1", "--yes");
            assertThat(upgraded.status()).as(upgraded.toString()).isZero();
            JsonNode after =
                    greenroom.run("", "status", "conf", "--json").json().at("/servers/0/instances/0");
            assertThat(after.at("/installed/value").asString()).isEqualTo("2026.2.1");
            assertThat(after.at("/running/value").asString()).isEqualTo("2026.2.1");
            assertThat(server.run("systemctl is-active " + unit)).contains("active");
        } finally {
            server.close();
        }
    }
}
