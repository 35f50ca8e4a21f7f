package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.lab.InstalledProgram.Run;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Updates of a real system: listed, applied with PostgreSQL in a window, and finished where dpkg was cut off. */
@Tag("long")
class UpdatesIT {
    private static final String VERSION = "dpkg-query -W -f '${Version}' %s";

    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);

    @TempDir
    Path home;

    @Test
    void everythingIsUpdatedAndTheSiteIsClosedOnlyForItsDatabase() {
        InstalledProgram greenroom = new InstalledProgram(home);
        greenroom.add(
                server, "conf", "", "--user", "root", "--key", server.key().toString());
        NewerPackages.on(server, List.of("libexpat1"), List.of("cron", "postgresql-17", "nginx"));
        server.run("apt-mark hold nginx; echo '# mine' >> /etc/crontab");

        JsonNode listed = greenroom.run("", "updates", "conf", "--json").json().at("/system");
        assertThat(listed.at("/updates").findValuesAsString("name"))
                .containsExactlyInAnyOrder("libexpat1", "cron", "postgresql-17");
        assertThat(security(listed)).containsExactly("libexpat1");
        assertThat(listed.at("/held/0").asString()).isEqualTo("nginx");
        assertThat(listed.at("/affected").toString()).contains("pretalx-web.service", "postgresql@17-main.service");

        // what a power cut in the middle of an installation leaves
        server.run("dpkg --unpack /srv/newer/cron.deb");
        assertThat(server.run("dpkg --audit")).contains("cron");

        Visitor visitor = new Visitor(server.host());
        Run applied;
        try (visitor) {
            applied = greenroom.run("", "updates", "conf", "--apply", "--yes");
        }
        Figures.note("system updates with PostgreSQL", visitor);
        assertThat(applied.status()).as(applied.toString()).isZero();
        assertThat(visitor.statuses()).contains(503).doesNotContain(500);
        assertThat(visitor.sawRude503()).as("a 503 without Retry-After").isFalse();
        for (String name : List.of("libexpat1", "cron", "postgresql-17")) {
            assertThat(server.run(VERSION.formatted(name))).as(name).contains("+greenroom1");
        }
        assertThat(server.run(VERSION.formatted("nginx"))).as("held").doesNotContain("+greenroom1");
        assertThat(server.run("dpkg --audit")).isBlank();
        assertThat(server.run("tail -1 /etc/crontab"))
                .as("the administrator's own file")
                .contains("# mine");
        assertThat(server.run("systemctl is-active postgresql@17-main pretalx-web pretalx-worker cron"))
                .doesNotContain("inactive")
                .doesNotContain("failed");
        JsonNode after = greenroom.run("", "updates", "conf", "--json").json().at("/system");
        assertThat(after.at("/updates").size()).isZero();
        assertThat(after.at("/restarts").findValuesAsString("unit"))
                .as("what only a reboot renews may be left")
                .doesNotContain("pretalx-web.service", "cron.service", "postgresql@17-main.service");
        JsonNode site = greenroom.run("", "status", "conf", "--json").json().at("/servers/0/instances/0");
        assertThat(site.at("/healthcheck/value/status").asInt()).isEqualTo(200);
    }

    private static List<String> security(JsonNode listed) {
        return listed.at("/updates")
                .valueStream()
                .filter(each -> each.at("/security").asBoolean())
                .map(each -> each.at("/name").asString())
                .toList();
    }
}
