package app.greenroom.operation.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.FindingCode;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.instance.Severity;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.operation.Inspections.ServerReport;
import app.greenroom.operation.ServerConnections;
import app.greenroom.operation.inspect.InspectServer.FindingSource;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.storage.ServerProfileRepository;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A look from a saved name to a judged report. */
class InspectServerTest {
    private final Profiles profiles = new Profiles();

    @Test
    void aLookIsJudgedRememberedAndItsInstancesSaved() throws Exception {
        InspectServer inspect = inspecting("probe-postgresql.txt", FindingSource.none());
        ServerReport report = inspect.inspect("talks", TaskContext.quiet());
        assertThat(report.worst()).isEqualTo(Severity.ATTENTION);
        assertThat(report.instances()).singleElement().satisfies(instance -> {
            assertThat(instance.facts().id()).isEqualTo("pretalx");
            assertThat(instance.findings().get(0).code()).isEqualTo(FindingCode.VERSION);
        });
        assertThat(inspect.last("talks")).contains(report);
        assertThat(profiles.saved.get(0).instances())
                .containsExactly(
                        new ServerProfile.KnownInstance("pretalx", "pretalx-web.service", "/var/pretalx/data"));
    }

    @Test
    void aGlanceIsSeenAndNotTakenForALook() throws Exception {
        InspectServer inspect = inspecting("probe-postgresql.txt", FindingSource.none());
        ServerFacts glance = inspect.glance("talks", TaskContext.quiet());
        assertThat(glance.instances()).hasSize(1);
        assertThat(inspect.last("talks")).isEmpty();
        assertThat(inspect.seen("talks")).contains(glance);
        assertThat(profiles.saved.get(0).instances()).hasSize(1);
        ServerReport report = inspect.inspect("talks", TaskContext.quiet());
        assertThat(inspect.seen("talks")).contains(report.facts());
        inspect.glance("talks", TaskContext.quiet());
        assertThat(inspect.last("talks")).contains(report);
    }

    @Test
    void aSecondLookSavesNothingAnew() throws Exception {
        InspectServer inspect = inspecting("probe-postgresql.txt", FindingSource.none());
        inspect.inspect("talks", TaskContext.quiet());
        inspect.inspect("talks", TaskContext.quiet());
        assertThat(profiles.changes).isEqualTo(1);
    }

    @Test
    void whatThisComputerKnowsIsAdded() throws Exception {
        Finding late = Finding.of(FindingCode.LAST_SNAPSHOT, Severity.PROBLEM, "900000");
        InspectServer inspect = inspecting("probe-postgresql.txt", (server, facts) -> List.of(late));
        assertThat(inspect.inspect("talks", TaskContext.quiet())
                        .instances()
                        .get(0)
                        .findings())
                .startsWith(late);
    }

    @Test
    void aServerWithoutPretalxIsAFailureThatNamesIt() {
        InspectServer inspect = inspecting("probe-no-pretalx.txt", FindingSource.none());
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> inspect.inspect("talks", TaskContext.quiet()))
                .extracting(OperationFailedException::reason)
                .isEqualTo(FailureReason.NO_PRETALX);
        assertThat(inspect.last("talks")).isEmpty();
    }

    @Test
    void aProfileThatCannotBeSavedIsSaid() {
        profiles.broken = true;
        InspectServer inspect = inspecting("probe-postgresql.txt", FindingSource.none());
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> inspect.inspect("talks", TaskContext.quiet()))
                .extracting(OperationFailedException::reason)
                .isEqualTo(FailureReason.LOCAL_FILE);
    }

    private InspectServer inspecting(String transcript, FindingSource source) {
        CannedHost host = ProbeTest.answering(transcript);
        return new InspectServer(new Connections(host, profiles), profiles, ProbeTest.probe(), source);
    }

    private record Connections(RemoteHost host, Profiles profiles) implements ServerConnections {
        @Override
        public <T> T with(String server, HostWork<T> work, TaskContext context) throws OperationFailedException {
            try {
                return work.run(profiles.saved.get(0), host);
            } catch (SshException | IOException e) {
                throw new OperationFailedException(FailureReason.CONNECTION_LOST, e.toString(), e);
            }
        }
    }

    private static final class Profiles implements ServerProfileRepository {
        List<ServerProfile> saved = List.of(new ServerProfile(
                "talks", "talks.example.org", 22, "root", new SshAuthentication.Agent(), false, false, List.of()));
        int changes;
        boolean broken;

        @Override
        public List<ServerProfile> all() {
            return new ArrayList<>(saved);
        }

        @Override
        public void change(UnaryOperator<List<ServerProfile>> change) throws IOException {
            if (broken) {
                throw new IOException("read-only");
            }
            changes++;
            saved = change.apply(all());
        }
    }
}
