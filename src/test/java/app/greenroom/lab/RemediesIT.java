package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.lab.InstalledProgram.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real server without gettext, redis and a worker gets them one after the other; what fails is taken back. */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RemediesIT {
    private static final String BARE = """
        systemctl disable --now pretalx-worker redis-server
        rm /etc/systemd/system/pretalx-worker.service
        systemctl daemon-reload
        sed -i '/^\\[redis\\]/,$d' /etc/pretalx/pretalx.cfg
        DEBIAN_FRONTEND=noninteractive apt-get -y -q remove gettext redis-server redis-tools
        systemctl restart pretalx-web
        """;
    private static final String CONFIGURATION =
            "sha256sum < /etc/pretalx/pretalx.cfg; stat -c '%U %a' /etc/pretalx/pretalx.cfg";

    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);

    @TempDir
    Path home;

    private InstalledProgram greenroom;

    @BeforeEach
    void sign() {
        greenroom = new InstalledProgram(home);
        greenroom.add(
                server, "conf", "", "--user", "root", "--key", server.key().toString());
    }

    @Test
    @Order(1)
    void whatIsMissingIsListedAndGettextInstalled() {
        server.run(BARE);
        JsonNode listed = greenroom.run("", "fix", "conf", "--json").json().at("/remedies");
        assertThat(listed.valueStream()
                        .filter(each -> each.at("/wanted").asBoolean())
                        .map(each -> each.at("/name").asString()))
                .containsExactly("gettext", "redis", "celery");
        Run fixed = greenroom.run("", "fix", "conf", "gettext", "--yes");
        assertThat(fixed.status()).as(fixed.toString()).isZero();
        assertThat(server.run("msgfmt --version")).contains("GNU gettext");
    }

    @Test
    @Order(2)
    void redisThatDoesNotServeIsTakenBack() {
        String before = server.run(CONFIGURATION);
        // the gate finds a site that cannot speak to its cache
        server.run(
                "mkdir -p /etc/systemd/system/redis-server.service.d; printf '[Service]\\nExecStartPost=/bin/false\\n'"
                        + " > /etc/systemd/system/redis-server.service.d/broken.conf");
        Run failed = greenroom.run("", "fix", "conf", "redis", "--yes");
        assertThat(failed.status()).as(failed.toString()).isEqualTo(5);
        assertThat(server.run(CONFIGURATION)).isEqualTo(before);
        assertThat(server.run("dpkg -l redis-server | tail -1")).doesNotStartWith("ii");
        assertThat(server.run("dpkg --audit")).isBlank();
        server.run("rm -r /etc/systemd/system/redis-server.service.d; systemctl daemon-reload");
    }

    @Test
    @Order(3)
    void redisIsInstalledAndUsed() {
        Run fixed = greenroom.run("", "fix", "conf", "redis", "--yes");
        assertThat(fixed.status()).as(fixed.toString()).isZero();
        assertThat(server.run("grep -A1 '^.redis.' /etc/pretalx/pretalx.cfg"))
                .contains("location=redis://127.0.0.1:6379/");
        JsonNode site = greenroom.run("", "status", "conf", "--json").json().at("/servers/0/instances/0");
        assertThat(site.at("/healthcheck/value/status").asInt()).isEqualTo(200);
    }

    @Test
    @Order(4)
    void aWorkerIsSetUpAndAnswers() {
        Run fixed = greenroom.run("", "fix", "conf", "celery", "--yes");
        assertThat(fixed.status()).as(fixed.toString()).isZero();
        assertThat(server.run("systemctl is-active pretalx-worker; systemctl is-enabled pretalx-worker"))
                .contains("active\nenabled");
        JsonNode left = greenroom.run("", "fix", "conf", "--json").json().at("/remedies");
        assertThat(left.valueStream().filter(each -> each.at("/wanted").asBoolean()))
                .as(left.toString())
                .isEmpty();
    }
}
