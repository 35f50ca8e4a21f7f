package app.greenroom.operation.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.FindingCode;
import app.greenroom.domain.instance.HealthJudgement;
import app.greenroom.domain.instance.Installation;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.InstanceFacts.DiskSpace;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.instance.Severity;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the probe printed on real servers, and what it never prints. */
class ProbeParserTest {
    private static final Instant NOW = Instant.parse("2026-11-24T06:40:00Z");

    private final ProbeParser parser = new ProbeParser();

    @Test
    void aDocumentedInstallationOnPostgresql() throws OperationFailedException {
        ServerFacts server = parse("postgresql");
        assertThat(server.operatingSystem()).isEqualTo("Debian GNU/Linux 13 (trixie)");
        assertThat(server.hostName()).isEqualTo("talks");
        assertThat(server.elevated()).isTrue();
        assertThat(server.systemd()).isTrue();
        assertThat(server.interpreters()).containsExactly(new ServerFacts.Interpreter("/usr/bin/python3.13", "3.13.5"));
        assertThat(server.node()).contains("v20.19.2");
        assertThat(server.tools()).contains("pg_dump", "psql", "crontab");
        InstanceFacts instance = server.instances().get(0);
        Installation installation = instance.installation();
        assertThat(installation.layout()).isEqualTo(Installation.Layout.VENV);
        assertThat(installation.venv()).contains("/var/pretalx/venv");
        assertThat(installation.webUnit()).isEqualTo("pretalx-web.service");
        assertThat(installation.workerUnit()).isEqualTo("pretalx-worker.service");
        assertThat(installation.bind()).isEqualTo("127.0.0.1:8345");
        assertThat(installation.webCommand()).contains("pretalx.wsgi", "--max-requests-jitter");
        assertThat(installation.cronLines()).hasSize(1);
        assertThat(instance.webLoopback()).isEqualTo("http://127.0.0.1:8345");
        assertThat(instance.installed().value()).contains(PretalxVersion.of("2025.2.2"));
        assertThat(instance.available().value().orElseThrow()).endsWith(PretalxVersion.of("2026.2.1"));
        assertThat(instance.database().value().orElseThrow().major()).isEqualTo(17);
        assertThat(instance.counts().value()).contains(new InstanceFacts.Counts(3, 190, 166));
        assertThat(instance.disks().value().orElseThrow())
                .extracting(DiskSpace::purpose)
                .containsExactly("data", "media", "static", "venv", "database", "jobs");
        assertThat(instance.plugins().value().orElseThrow()).isEmpty();
    }

    @Test
    void itsHealthNamesOnlyTheNewerRelease() throws OperationFailedException {
        assertThat(HealthJudgement.of(parse("postgresql").instances().get(0)))
                .filteredOn(finding -> finding.severity() != Severity.OK)
                .containsExactly(Finding.of(FindingCode.VERSION, Severity.ATTENTION, "2025.2.2", "2026.2.1"));
    }

    @Test
    void sqlite() throws OperationFailedException {
        InstanceFacts instance = parse("sqlite").instances().get(0);
        PretalxSettings.Database database =
                instance.settings().value().orElseThrow().database();
        assertThat(database.kind()).isEqualTo(PretalxSettings.Kind.SQLITE);
        assertThat(database.name()).isEqualTo("/var/pretalx/data/db.sqlite3");
        assertThat(instance.database().value().orElseThrow().mayCopy()).isTrue();
    }

    @Test
    void twoInstancesOneOfThemOnASocket() throws OperationFailedException {
        ServerFacts server = parse("two-instances");
        assertThat(server.instances()).extracting(InstanceFacts::id).containsExactly("confhub", "pretalx");
        InstanceFacts confhub = server.instances().get(0);
        assertThat(confhub.webLoopback()).isEqualTo("unix:/run/confhub/sock");
        assertThat(confhub.installation().workerUnit()).isEmpty();
        assertThat(confhub.installation().environment())
                .containsEntry("PRETALX_CONFIG_FILE", "/etc/pretalx/two.cfg")
                .containsEntry("PRETALX_FILESYSTEM_LOGS", "/var/pretalx/logs two")
                .containsEntry("X", "a b");
        assertThat(confhub.settings().value().orElseThrow().dataDirectory()).isEqualTo("/var/pretalx/data2");
    }

    @Test
    void aLookWithoutRootKnowsLessAndSaysWhy() throws OperationFailedException {
        ServerFacts server = parse("not-elevated");
        assertThat(server.elevated()).isFalse();
        InstanceFacts instance = server.instances().get(0);
        assertThat(instance.installed().isKnown()).isTrue();
        assertThat(instance.healthcheck().isKnown()).isTrue();
        assertThat(instance.settings().isKnown()).isFalse();
        assertThat(instance.settings().unknownBecause()).contains("only root or the user pretalx");
        assertThat(HealthJudgement.of(server)).contains(Finding.of(FindingCode.NOT_ELEVATED, Severity.ATTENTION));
    }

    @Test
    void aDatabaseThatIsDownIsAProblemAndNotUnknown() throws OperationFailedException {
        InstanceFacts instance = parse("database-down").instances().get(0);
        assertThat(instance.database().value().orElseThrow().answers()).isFalse();
        assertThat(instance.pendingMigrations().isKnown()).isFalse();
        assertThat(HealthJudgement.of(instance))
                .filteredOn(finding -> finding.severity() == Severity.PROBLEM)
                .extracting(Finding::code)
                .containsExactly(FindingCode.HEALTHCHECK, FindingCode.DATABASE);
    }

    @Test
    void aServerWithoutPretalxIsAnAnswerWithoutInstances() throws OperationFailedException {
        assertThat(parse("no-pretalx").instances()).isEmpty();
    }

    @Test
    void textOfALoginShellBeforeTheDocumentIsSkipped() throws OperationFailedException {
        String printed = "Willkommen!\n" + Transcripts.read("probe-postgresql.txt");
        assertThat(parser.parse(printed, "SENTINEL", NOW).instances()).hasSize(1);
    }

    @Test
    void textsLoseWhatPlaysTricksOnATerminal() throws OperationFailedException {
        String printed = Transcripts.read("probe-no-pretalx.txt")
                .replace("\"hostName\": \"talks\"", "\"hostName\": \"a\\u001b[31mb\\u202ec\"");
        assertThat(parser.parse(printed, "SENTINEL", NOW).hostName()).isEqualTo("a\uFFFD[31mb\uFFFDc");
    }

    @Test
    void aVersionThatIsNoneIsUnknown() throws OperationFailedException {
        String printed = Transcripts.read("probe-postgresql.txt")
                .replace("\"installed\": {\"value\": \"2025.2.2\"}", "\"installed\": {\"value\": \"trunk\"}");
        InstanceFacts instance =
                parser.parse(printed, "SENTINEL", NOW).instances().get(0);
        assertThat(instance.installed().value()).isEqualTo(Optional.empty());
        assertThat(instance.installed().unknownBecause()).isEqualTo("not a version: trunk");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "SENTINEL\n",
                "SENTINEL\n{}\n",
                "SENTINEL\n{}\nSENTINEL\n",
                "SENTINEL\n{\"schema\": 2}\nSENTINEL\n",
                "SENTINEL\n{\"schema\": \"1\"}\nSENTINEL\n",
                "SENTINEL\n{\"schema\": 1, \"schema\": 1}\nSENTINEL\n",
                "SENTINEL\n[]\nSENTINEL\n",
                "SENTINEL\n{\"schema\": 1} {}\nSENTINEL\n",
                "SENTINEL\n[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\nSENTINEL\n",
                "SENTINEL\n{}\nSENTINEL\nSENTINEL\n",
            })
    void whatIsNoDocumentIsRefused(String printed) {
        refused(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"time\": |\"time\": \"",
                "\"schema\": 1|\"schema\": 1e0",
                "\"elevated\": true|\"elevated\": 1",
                "\"layout\": \"VENV\"|\"layout\": \"ATTIC\"",
                "\"status\": 200|\"status\": 99999999999",
                "\"role\": \"WEB\"|\"role\": \"web\"",
                "\"stem\": \"pretalx\", |",
                "\"environment\": {}|\"environment\": []",
                "\"cronLines\": [|\"cronLines\": [[],",
                "\"bytes\": 1|\"bytes\": 1.",
            })
    void aDocumentOfAnotherShapeIsRefused(String change) throws OperationFailedException {
        String[] parts = change.split("\\|", -1);
        String printed = Transcripts.read("probe-postgresql.txt");
        assertThat(printed).contains(parts[0]);
        refused(printed.replace(parts[0], parts[1]));
    }

    @Test
    void aTruncatedDocumentIsRefused() {
        String whole = Transcripts.read("probe-postgresql.txt");
        for (int length = 0; length < whole.length() - 1; length += 997) {
            refused(whole.substring(0, length));
            refused(whole.substring(0, length) + "\nSENTINEL\n");
        }
    }

    @Test
    void endlessTextsAndListsAreRefused() {
        String printed = Transcripts.read("probe-no-pretalx.txt");
        refused(printed.replace("\"hostName\": \"talks\"", "\"hostName\": \"" + "x".repeat(9000) + "\""));
        refused(printed.replace("\"instances\": []", "\"instances\": [" + "{},".repeat(6000) + "{}]"));
        refused(printed.replace("\"instances\": []", "\"instances\": [{\"unknown\": \"it broke\"}]"));
    }

    private void refused(String printed) {
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> parser.parse(printed, "SENTINEL", NOW))
                .extracting(OperationFailedException::reason)
                .isEqualTo(FailureReason.ANSWER_UNREADABLE);
    }

    private ServerFacts parse(String name) throws OperationFailedException {
        return parser.parse(Transcripts.read("probe-" + name + ".txt"), "SENTINEL", NOW);
    }
}
