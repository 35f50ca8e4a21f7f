package app.greenroom.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.FindingCode;
import app.greenroom.domain.instance.HealthJudgement;
import app.greenroom.domain.instance.Installation;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.instance.Severity;
import app.greenroom.domain.instance.UpgradeFacts;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A practice server from its start to its end. */
class PracticeServerTest {
    @TempDir
    Path folder;

    @Test
    void aLookFindsOneHealthySiteAndNothingRemainsInTheEnd() throws Exception {
        List<String> phases = Collections.synchronizedList(new ArrayList<>());
        TaskContext context = new TaskContext(new CancellationToken(), each -> phases.add(each.phase()));
        Path root;
        try (EmbeddedPracticeServer server = Practising.in(folder)) {
            ServerProfile profile = server.start(context);
            root = server.site().root();
            isPractice(server, profile);
            assertThat(server.start(TaskContext.quiet())).isEqualTo(profile);
            ServerFacts look = Practising.look(server);
            readsWhatASnapshotNeedsAndNothingElse(Practising.glance(server), look);
            isHealthy(look);
            assertThat(Practising.processesOf(root)).hasSizeGreaterThanOrEqualTo(5);
        }
        assertThat(phases)
                .containsSubsequence("practice-programs", "practice-install", "practice-content", "practice-services");
        assertThat(Practising.processesOf(root)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    private static void readsWhatASnapshotNeedsAndNothingElse(ServerFacts glance, ServerFacts look) {
        assertThat(glance.operatingSystem()).isEqualTo(look.operatingSystem());
        InstanceFacts brief = glance.instances().getFirst();
        InstanceFacts whole = look.instances().getFirst();
        assertThat(brief.installation()).isEqualTo(whole.installation());
        assertThat(brief.settings().value())
                .isPresent()
                .isEqualTo(whole.settings().value());
        assertThat(brief.runtime().value())
                .isPresent()
                .isEqualTo(whole.runtime().value());
        assertThat(brief.installed().value())
                .isPresent()
                .isEqualTo(whole.installed().value());
        assertThat(brief.database().isKnown()).isTrue();
        assertThat(brief.webLoopback()).isEqualTo(whole.webLoopback());
        assertThat(brief.healthcheck().isKnown()).isFalse();
        assertThat(brief.pendingMigrations().unknownBecause()).isEqualTo("a brief look does not ask for it");
        assertThat(brief.available().unknownBecause()).isEqualTo("a brief look does not ask for it");
    }

    private static void isPractice(EmbeddedPracticeServer server, ServerProfile profile) throws Exception {
        assertThat(server.running()).isTrue();
        assertThat(profile.name()).isEqualTo("practice");
        assertThat(profile.practice()).isTrue();
        assertThat(profile.host()).isEqualTo("127.0.0.1");
        assertThat(server.hostKey().fingerprint()).startsWith("SHA256:");
        Path key = Path.of(((SshAuthentication.KeyFile) profile.authentication()).path());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(server.site().root())))
                .isEqualTo("rwx------");
    }

    private static void isHealthy(ServerFacts server) {
        assertThat(server.operatingSystem()).containsIgnoringCase("practice");
        assertThat(server.elevated()).isTrue();
        assertThat(server.systemd()).isTrue();
        assertThat(server.tools()).contains("systemctl", "crontab", "msgfmt").doesNotContain("psql", "nginx");
        assertThat(server.instances()).singleElement().satisfies(PracticeServerTest::isHealthy);
    }

    private static void isHealthy(InstanceFacts instance) {
        assertThat(instance.id()).isEqualTo("pretalx");
        assertThat(instance.installation().layout()).isEqualTo(Installation.Layout.VENV);
        assertThat(instance.installation().cronLines())
                .singleElement()
                .asString()
                .contains("runperiodic");
        assertThat(instance.installed().value()).contains(PretalxVersion.of("2025.2.2"));
        assertThat(instance.available().value())
                .contains(List.of(
                        PretalxVersion.of("2025.1.0"),
                        PretalxVersion.of("2025.2.2"),
                        PretalxVersion.of("2026.1.2"),
                        PretalxVersion.of("2026.2.1")));
        assertThat(instance.settings().value()).get().satisfies(settings -> {
            assertThat(settings.database().kind()).isEqualTo(PretalxSettings.Kind.SQLITE);
            assertThat(settings.secretFile()).isPresent();
            assertThat(settings.redis() && settings.celery()).isTrue();
        });
        assertThat(instance.counts().value()).contains(new InstanceFacts.Counts(3, 209, 155));
        assertThat(instance.plugins().value().orElseThrow())
                .extracting(InstanceFacts.PythonPackage::name)
                .containsExactly("pretalx-pages-practice");
        isReadyForAnUpgrade(instance.upgrade());
        assertThat(HealthJudgement.of(instance))
                .filteredOn(finding -> finding.severity() != Severity.OK)
                .extracting(Finding::code)
                .as("the only thing to say is that there is a newer release")
                .containsExactly(FindingCode.VERSION);
    }

    private static void isReadyForAnUpgrade(UpgradeFacts facts) {
        assertThat(facts.duplicates().value()).contains(List.of());
        assertThat(facts.deleted().value()).contains(new UpgradeFacts.DeletedProposals(2, List.of()));
        assertThat(facts.strayTables().value()).contains(List.of());
        assertThat(facts.ahead().value()).contains(List.of());
        assertThat(facts.deployment().value().orElseThrow())
                .extracting(UpgradeFacts.CheckMessage::error)
                .doesNotContain(true);
        assertThat(facts.owners().value()).contains(new UpgradeFacts.Owners(0, true, List.of()));
        assertThat(facts.unwritable().value()).contains(List.of());
        assertThat(facts.pluginReleases().value().orElseThrow()).singleElement().satisfies(plugin -> {
            assertThat(plugin.name()).isEqualTo("pretalx-pages-practice");
            assertThat(plugin.newest()).isEqualTo("1.10.0");
            assertThat(plugin.uploaded()).isNotEmpty();
        });
        assertThat(facts.packagePage().isKnown())
                .as("its index is no public one")
                .isFalse();
    }

    @Test
    void aComputerWithoutPythonIsToldWhatIsMissing() throws Exception {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        Path python = Files.writeString(
                programs.resolve("python3"), "#!/bin/sh\necho 'no module of that name' >&2\nexit 1\n");
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> HostPython.find(Map.of(), List.of(programs.toString())))
                .isInstanceOfSatisfying(OperationFailedException.class, failure -> {
                    assertThat(failure.reason()).isEqualTo(FailureReason.PRACTICE_UNAVAILABLE);
                    assertThat(failure.arguments()).containsExactly("missing: no module of that name");
                });
        assertThatThrownBy(() -> HostPython.find(Map.of(), List.of(folder.toString())))
                .isInstanceOfSatisfying(
                        OperationFailedException.class,
                        failure -> assertThat(failure.arguments()).containsExactly("no Python 3.9 or newer"));
    }

    @Test
    void aCancelledStartLeavesNothing() {
        CancellationToken token = new CancellationToken();
        TaskContext context = new TaskContext(token, (Progress each) -> {
            if (each.phase().equals("practice-content")) {
                token.cancel();
            }
        });
        try (EmbeddedPracticeServer server = Practising.in(folder)) {
            assertThatThrownBy(() -> server.start(context))
                    .isInstanceOfSatisfying(
                            OperationFailedException.class,
                            failure -> assertThat(failure.reason()).isEqualTo(FailureReason.CANCELLED));
            assertThat(server.running()).isFalse();
        }
        assertThat(folder).isEmptyDirectory();
    }
}
