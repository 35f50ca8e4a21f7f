package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.lab.InstalledProgram.Run;
import app.greenroom.lab.LabServer.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * From 2025.1.0 through every feature release since, with a plugin that is too old for the first of them: as of its time it
 * fits, held back it is named and left behind. Side by side with the documented steps.
 */
@Tag("long")
class ChainIT {
    private static final String PLUGIN = "pretalx-pages";
    private static final String[] HOPS = {"2025.2.2", "2026.1.2", "2026.2.1"};
    private static final List<String> COUNTS = List.of(
            "select count(*) from event_event",
            "select count(*) from submission_submission where state <> 'deleted'",
            "select count(*) from person_user",
            "select count(*) from pretalx_pages_page");

    @TempDir
    Path home;

    @Test
    void aPluginThatIsHeldBackIsNamedAndLeftBehind() throws IOException {
        LabServer server = LabServer.of(Layer.CHAIN_POSTGRESQL);
        server.start();
        try {
            InstalledProgram greenroom = added(server);
            List<String> counts = counts(server);
            server.run("""
                echo pretalx-pages==1.6.1 > /var/pretalx/held-back.txt
                install -d -o pretalx -g pretalx /var/pretalx/.config/pip
                printf '[global]\\nconstraint = /var/pretalx/held-back.txt\\n' > /var/pretalx/.config/pip/pip.conf
                """);
            Visitor before = new Visitor(server.host());
            Run refused;
            try (before) {
                refused = greenroom.run("", "upgrade", "conf", "--to", "2025.2.2", "--yes");
            }
            assertThat(refused.status()).as(refused.toString()).isEqualTo(5);
            assertThat(refused.stdout() + refused.stderr())
                    .contains("The plugin pretalx-pages 1.6.1 does not work with pretalx 2025.2.2")
                    .contains("--without pretalx-pages");
            assertThat(before.statuses()).as("the site was not touched").containsExactly(200);
            assertThat(counts(server)).isEqualTo(counts);

            JsonNode job = upgraded(server, greenroom, counts, "--without", PLUGIN);
            orchestration("three hops on PostgreSQL", job);
            assertThat(server.run("/var/pretalx/venv/bin/python -m pip list")).doesNotContain(PLUGIN);
        } finally {
            server.close();
        }
    }

    @Test
    void aPluginAsOfItsTimeComesAlong() throws IOException {
        LabServer server = LabServer.of(Layer.CHAIN_SQLITE);
        server.start();
        try {
            InstalledProgram greenroom = added(server);
            JsonNode job = upgraded(server, greenroom, counts(server));
            orchestration("three hops on SQLite", job);
            String installed = server.run("""
                cd /var/pretalx
                for hop in venvs/2025.2.2 venvs/2026.1.2 venv; do
                  $hop/bin/python -c 'from importlib.metadata import version; print(version("pretalx"), version("pretalx-pages"))'
                done
                """);
            assertThat(installed).isEqualTo("""
                2025.2.2 1.8.0
                2026.1.2 1.9.0
                2026.2.1 1.10.0
                """);
        } finally {
            server.close();
        }
    }

    private InstalledProgram added(LabServer server) {
        InstalledProgram greenroom = new InstalledProgram(home);
        greenroom.add(
                server, "conf", "", "--user", "root", "--key", server.key().toString());
        assertThat(instance(greenroom).at("/installed/value").asString()).isEqualTo("2025.1.0");
        return greenroom;
    }

    private static Run upgrade(InstalledProgram greenroom, String... more) {
        List<String> arguments = new ArrayList<>(List.of("upgrade", "conf", "--to", "2026.2.1", "--yes"));
        arguments.addAll(List.of(more));
        return greenroom.run("", arguments.toArray(String[]::new));
    }

    /** The real run, its outage beside that of the documented steps on an equal server; gives what history says of it. */
    private static JsonNode upgraded(LabServer server, InstalledProgram greenroom, List<String> counts, String... more)
            throws IOException {
        Visitor visitor = new Visitor(server.host());
        Run upgraded;
        try (visitor) {
            upgraded = upgrade(greenroom, more);
        }
        assertThat(upgraded.status()).as(upgraded.toString()).isZero();
        Figures.note("2025.1.0 to 2026.2.1 over three hops, " + server.layer(), visitor);
        assertThat(visitor.statuses()).contains(503).doesNotContain(500);
        assertThat(visitor.sawRude503()).as("a 503 without Retry-After").isFalse();
        JsonNode after = instance(greenroom);
        assertThat(after.at("/installed/value").asString()).isEqualTo("2026.2.1");
        assertThat(after.at("/running/value").asString()).isEqualTo("2026.2.1");
        assertThat(after.at("/healthcheck/value/status").asInt()).isEqualTo(200);
        assertThat(after.at("/pendingMigrations/value").asInt(-1)).isZero();
        assertThat(counts(server)).isEqualTo(counts);
        beside(server.layer(), visitor.secondsWithout200());
        return greenroom.run("", "history", "conf", "--json").json().at("/history/0");
    }

    private static void beside(Layer layer, double ours) throws IOException {
        LabServer equal = LabServer.of(layer);
        equal.start();
        try {
            Visitor visitor = new Visitor(equal.host());
            String steps;
            try (visitor) {
                steps = ByHand.upgrade(equal, "--without " + PLUGIN, String.join(" ", HOPS));
            }
            assertThat(steps).as("every documented step ended well").doesNotContainPattern("rc=[1-9]");
            Figures.note("the documented steps with services stopped, " + layer, visitor);
            Figures.write("%s%s: %.1f s are %.0f %% of %.1f s%n"
                    .formatted(
                            steps, layer, ours, 100 * ours / visitor.secondsWithout200(), visitor.secondsWithout200()));
        } finally {
            equal.close();
        }
    }

    /** What the job took over the sum of its steps. */
    private static void orchestration(String what, JsonNode job) {
        double all = Duration.between(
                                Instant.parse(job.at("/began").asString()),
                                Instant.parse(job.at("/ended").asString()))
                        .toMillis()
                / 1000.0;
        double steps = job.at("/steps")
                .valueStream()
                .mapToDouble(step -> step.at("/seconds").asDouble())
                .sum();
        Figures.write("%s: the job took %.1f s, its steps %.1f s, the way between them %.1f %%%n%s%n"
                .formatted(
                        what,
                        all,
                        steps,
                        100 * (all - steps) / all,
                        job.at("/steps").toPrettyString()));
    }

    private static List<String> counts(LabServer server) {
        String ask = server.layer() == Layer.CHAIN_SQLITE
                ? "sqlite3 /var/pretalx/data/db.sqlite3"
                : "runuser -u postgres -- psql -At pretalx -c";
        return COUNTS.stream()
                .map(sql -> server.run("cd /; %s \"%s\"".formatted(ask, sql)).strip())
                .toList();
    }

    private static JsonNode instance(InstalledProgram greenroom) {
        return greenroom.run("", "status", "conf", "--json").json().at("/servers/0/instances/0");
    }
}
