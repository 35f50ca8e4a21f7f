package app.greenroom.operation.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate: what a version has to answer before visitors get to it, and the command that serves it in private. */
class HealthTest {
    private static final String PAGE =
            "<!doctype html><link rel=stylesheet href=/static/a.css><script src=\"/static/b/c.js\"></script>"
                    + "<img src=/media/not-ours.png><link rel=canonical href=/static/no-file><p>talks";

    @TempDir
    private Path folder;

    private final Map<String, String> answers = new TreeMap<>();
    private LaidOutProgram program;
    private HttpServer site;

    @BeforeEach
    void begin() throws Exception {
        program = LaidOutProgram.in(folder);
        Files.createDirectories(folder.resolve("static/b"));
        Files.writeString(folder.resolve("static/a.css"), "a{}");
        Files.writeString(folder.resolve("static/b/c.js"), "1");
        answers.put("/api/", "{\"name\": \"pretalx\", \"version\": \"2026.2.1\"}");
        answers.put("/", PAGE);
        answers.put("/orga/login/", PAGE);
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            byte[] body =
                    answers.getOrDefault(exchange.getRequestURI().getPath(), "").getBytes(StandardCharsets.UTF_8);
            boolean asVisitor =
                    "talks.example.org".equals(exchange.getRequestHeaders().getFirst("Host"))
                            && "https".equals(exchange.getRequestHeaders().getFirst("X-Forwarded-Proto"));
            exchange.sendResponseHeaders(
                    !asVisitor ? 400 : body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        site.start();
    }

    @AfterEach
    void end() {
        site.stop(0);
    }

    @Test
    void aSiteThatServesItsPagesAndTheirFilesIsHealthy() throws Exception {
        assertThat(look()).contains("2 static files that they name").doesNotContain("refused");
    }

    @Test
    void anotherVersionThanTheTargetIsRefused() throws Exception {
        answers.put("/api/", "{\"name\": \"pretalx\", \"version\": \"2026.1.2\"}");

        assertThat(look()).contains("refused: /api/ should say 2026.2.1, says 2026.1.2");
    }

    @Test
    void aPageThatNamesAMissingFileIsRefused() throws Exception {
        Files.delete(folder.resolve("static/b/c.js"));

        assertThat(look()).contains("refused: the page").contains("c.js, which is not there");
    }

    @Test
    void anEmptyFileIsRefused() throws Exception {
        Files.writeString(folder.resolve("static/a.css"), "");

        assertThat(look()).contains("refused: the web server cannot serve");
    }

    @Test
    void aMissingFrontPageIsRefusedAMissingSignInPageIsNot() throws Exception {
        answers.remove("/orga/login/");
        assertThat(look()).doesNotContain("refused");
        answers.remove("/");
        assertThat(look()).contains("refused: the page / answers 404");
    }

    @ParameterizedTest
    @CsvSource({
        "2025.1.0, True, 404, True",
        "2025.1.0, True, 200, False",
        "2025.2.2, True, 200, True",
        "2025.2.2, True, 503, False",
        "2025.2.2, False, 503, True",
        "2026.1.2, False, 503, True",
        "2026.2.1, False, 503, False",
        "2026.2.1, True, 200, True",
        "2026.2.1, True, 500, False",
        "2026.2.1, True, 0, False"
    })
    void theHealthcheckOfEachVersionIsJudgedByItsOwnRules(String version, String redis, int status, String fits)
            throws Exception {
        assertThat(program.run(begin(redis) + "print(health.fitting(upgrade, '%s', %d))".formatted(version, status)))
                .isEqualTo(fits);
    }

    @Test
    void thePrivateServerIsTheUnitsOwnCommandOnASocketOfItsOwn() throws Exception {
        String said = private_("/var/pretalx/venv/bin/gunicorn pretalx.wsgi --name pretalx -w 4 --workers=4 -w4"
                + " --max-requests 1200 --bind=127.0.0.1:8345 -b 0.0.0.0:80 -b:81 --pid /run/p -D -c conf.py");

        assertThat(said)
                .isEqualTo("/new/bin/gunicorn pretalx.wsgi --name pretalx --max-requests 1200 -c conf.py"
                        + " --workers 1 --bind unix:/run/s");
    }

    @Test
    void aWebServiceThatIsNotGunicornIsTriedBehindASmallServer() throws Exception {
        assertThat(private_("/usr/bin/uwsgi --ini /etc/pretalx.ini --module pretalx.wsgi"))
                .startsWith("/new/bin/python -c")
                .contains("wsgiref");
    }

    private String look() throws IOException, InterruptedException {
        return program.run(begin("True") + """
            site = health.Site(upgrade, "127.0.0.1:%d")
            try:
                health.look(upgrade, site, "2026.2.1", os.path.abspath("static"))
            except health.Failed as error:
                print("refused:", error)
            """.formatted(site.getAddress().getPort()));
    }

    private String private_(String command) throws IOException, InterruptedException {
        return program.run(begin("True") + """
            class Web:
                command = "%s".split()
            upgrade.known_web = Web
            upgrade.notes.put(environments={"2026.2.1": "/new"})
            print(" ".join(health.private_command(upgrade, "/run/s")))
            """.formatted(command));
    }

    private static String begin(String redis) {
        return """
            import os, health, surroundings
            upgrade = surroundings.Change()
            upgrade.notes.put(site={"redis": %s, "siteUrl": "https://talks.example.org", "staticUrl": "/static/"})
            """.formatted(redis);
    }
}
