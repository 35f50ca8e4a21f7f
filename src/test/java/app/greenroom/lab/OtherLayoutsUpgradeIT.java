package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.lab.InstalledProgram.Run;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

    @Test
    @Tag("long")
    void oneOfTwoInstancesLeavesTheOtherAsItIs() throws IOException {
        LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);
        server.start();
        try {
            assertThat(server.run(Layouts.TWO_OF_THEIR_OWN)).endsWith("200");
            InstalledProgram greenroom = new InstalledProgram(home);
            greenroom.add(
                    server, "conf", "", "--user", "root", "--key", server.key().toString());
            String first = firstOne(greenroom).at("/name").asString();
            String secondStarted = server.run("systemctl show -p ExecMainStartTimestamp second-web");
            assertThat(greenroom.run("", "upgrade", "conf", "--yes").status())
                    .as("which one is meant")
                    .isNotZero();
            Run upgraded = greenroom.run("", "upgrade", first, "--to", "2026.2.1", "--yes");
            assertThat(upgraded.status()).as(upgraded.toString()).isZero();
            assertThat(firstOne(greenroom).at("/running/value").asString()).isEqualTo("2026.2.1");
            assertThat(server.run("""
                cd /var/pretalx
                runuser -u pretalx -- second-venv/bin/python -c 'import pretalx; print(pretalx.__version__)'
                PRETALX_CONFIG_FILE=/etc/pretalx/second.cfg runuser -u pretalx -- second-venv/bin/python -m pretalx \
                  migrate --check --skip-checks > /dev/null && echo migrated
                curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:8346/healthcheck/
                """)).isEqualTo("2025.2.2\nmigrated\n200");
            assertThat(server.run("systemctl show -p ExecMainStartTimestamp second-web"))
                    .as("it ran all the time")
                    .isEqualTo(secondStarted);
        } finally {
            server.close();
        }
    }

    /** The documented one; instances are named after their units. */
    private static JsonNode firstOne(InstalledProgram greenroom) {
        return greenroom
                .run("", "status", "conf", "--json")
                .json()
                .at("/servers/0/instances")
                .valueStream()
                .filter(each -> !each.at("/name").asString().contains("second"))
                .findFirst()
                .orElseThrow();
    }
}
