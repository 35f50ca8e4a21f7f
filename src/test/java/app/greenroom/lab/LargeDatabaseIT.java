package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.lab.InstalledProgram.Run;
import app.greenroom.lab.LabServer.Layer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * A database of 900 MB: the plan tells the space beforehand, a migration that fails is undone, and how long copy and undo
 * took is printed. On a disk that is too small nothing begins.
 */
@Tag("long")
class LargeDatabaseIT {
    private static final long LARGE = 900_000_000L;
    private static final String ON_POSTGRESQL = """
        cd /
        q() { runuser -u postgres -- psql -qAt pretalx -c "$1"; }
        q "create table large (id int, text text)"
        q "alter table large owner to pretalx"
        q "insert into large select n, repeat(md5(n::text), 30) from generate_series(1, 900000) n"
        q "alter table submission_tag rename to moved_away"
        """;
    private static final String ON_SQLITE = """
        cd /
        q() { runuser -u pretalx -- sqlite3 /var/pretalx/data/db.sqlite3 "$1"; }
        q "create table large (id int, bytes blob)"
        q "with recursive n(i) as (select 1 union all select i + 1 from n where i < 900000)
           insert into large select i, randomblob(1000) from n"
        q "alter table submission_tag rename to moved_away"
        """;
    private static final String TIMES = """
        cd /var/lib/greenroom/jobs/*/
        python3 - <<'P'
        import json
        plan = json.load(open("plan.json"))
        events = [json.loads(line) for line in open("journal")]
        names = [step["name"] for step in plan["steps"]]
        began = {}
        for event in events:
            kind, step = event["kind"], event.get("step", -1)
            name = names[step] if step is not None and step >= 0 else ""
            if kind in ("STEP_BEGUN", "STEP_UNDO_BEGUN", "UNDO_BEGUN"):
                began[kind + name] = event["at"]
            if kind in ("STEP_DONE", "STEP_FAILED") and name in ("copy", "stop", "quiet") or kind == "STEP_FAILED":
                print("  %s %s %.1f s" % (name, kind, event["at"] - began["STEP_BEGUN" + name]))
            if kind == "STEP_UNDONE":
                print("  undo of %s %.1f s" % (name, event["at"] - began["STEP_UNDO_BEGUN" + name]))
            if kind == "JOB_ENDED" and "UNDO_BEGUN" in began:
                print("  undo in all %.1f s" % (event["at"] - began["UNDO_BEGUN"]))
        P
        """;

    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "SQLITE"})
    void itsSpaceIsToldAndItsCopyPutBack(Layer layer) throws IOException {
        LabServer server = LabServer.of(layer);
        server.start();
        try {
            server.run(layer == Layer.SQLITE ? ON_SQLITE : ON_POSTGRESQL);
            InstalledProgram greenroom = new InstalledProgram(home);
            greenroom.add(
                    server, "conf", "", "--user", "root", "--key", server.key().toString());
            long bytes = instance(greenroom).at("/database/value/bytes").asLong();
            assertThat(bytes).isGreaterThan(LARGE);
            JsonNode plan = greenroom
                    .run("", "upgrade", "conf", "--to", "2026.1.2", "--plan", "--json")
                    .json()
                    .at("/plan");
            assertThat(plan.at("/diskBytes").asLong()).as("told beforehand").isGreaterThan(2 * bytes);

            Visitor visitor = new Visitor(server.host());
            Run undone;
            try (visitor) {
                undone = greenroom.run("", "upgrade", "conf", "--to", "2026.1.2", "--yes");
            }
            assertThat(undone.status()).as(undone.toString()).isEqualTo(5);
            Figures.note("undone upgrade of a database of %,d bytes, %s".formatted(bytes, layer), visitor);
            Figures.write("%s, plan said %,d bytes of disk%n%s"
                    .formatted(layer, plan.at("/diskBytes").asLong(), server.run(TIMES)));
            JsonNode after = instance(greenroom);
            assertThat(after.at("/installed/value").asString()).isEqualTo("2025.2.2");
            assertThat(after.at("/healthcheck/value/status").asInt()).isEqualTo(200);
            assertThat(after.at("/database/value/bytes").asLong()).isGreaterThan(LARGE);
            if (layer == Layer.SQLITE) {
                aSmallDiskIsToldBeforehand(server, greenroom, bytes);
            }
        } finally {
            server.close();
        }
    }

    /** The data on a disk that holds the database once and a bit, where its copy needs as much again. */
    private static void aSmallDiskIsToldBeforehand(LabServer server, InstalledProgram greenroom, long bytes) {
        server.run("""
            systemctl stop pretalx-web pretalx-worker
            mv /var/pretalx/data /var/pretalx/data.large
            mkdir /var/pretalx/data
            mount -t tmpfs -o size=1500m tmpfs /var/pretalx/data
            cp -a /var/pretalx/data.large/. /var/pretalx/data/
            chown pretalx: /var/pretalx/data
            systemctl start pretalx-web pretalx-worker
            for i in $(seq 100); do curl -sf -o /dev/null http://127.0.0.1:8345/healthcheck/ && break; sleep .2; done
            """);
        Run refused = greenroom.run("", "upgrade", "conf", "--to", "2026.1.2", "--plan", "--json");
        assertThat(refused.status()).as(refused.toString()).isEqualTo(4);
        JsonNode note = refused.json()
                .at("/plan/notes")
                .valueStream()
                .filter(each -> each.at("/code").asString().equals("DISK_SPACE"))
                .findFirst()
                .orElseThrow();
        assertThat(note.at("/level").asString()).isEqualTo("BLOCKER");
        assertThat(Long.parseLong(note.at("/arguments/1").asString()))
                .as(note.toString())
                .isGreaterThanOrEqualTo(2 * bytes);
        assertThat(Long.parseLong(note.at("/arguments/2").asString()))
                .as(note.toString())
                .isBetween(1L, bytes);
        Figures.write("too small: %s%n".formatted(note.at("/sentence").asString()));
    }

    private static JsonNode instance(InstalledProgram greenroom) {
        return greenroom.run("", "status", "conf", "--json").json().at("/servers/0/instances/0");
    }
}
