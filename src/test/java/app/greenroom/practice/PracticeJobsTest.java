package app.greenroom.practice;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.TrustedHostKeys;
import app.greenroom.job.JobClient;
import app.greenroom.job.JobCursor;
import app.greenroom.ssh.CredentialSource;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.jsch.JschRemoteHosts;
import app.greenroom.support.JobRecorder;
import app.greenroom.support.Trial;
import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on a practice server over our own SSH. */
class PracticeJobsTest {
    @TempDir
    Path folder;

    private final JobClient client = new JobClient(new Random(1));

    @Test
    void aJobRunsThereAndOneThatStillRunsEndsWithTheServer() throws Exception {
        EmbeddedPracticeServer server = Practising.in(folder);
        Path root;
        List<ProcessHandle> running;
        try (server) {
            ServerProfile profile = server.start(TaskContext.quiet());
            root = server.site().root();
            RemoteHost host = new JschRemoteHosts(new Trusts(server.hostKey()))
                    .open(profile, new NoSecrets(), TaskContext.quiet());
            try (host) {
                JobPlan good = Trial.of("good", 2).plan();
                client.start(host, good, TaskContext.quiet());
                JobRecorder recorder = new JobRecorder();
                assertThat(client.follow(host, new JobCursor(good.id(), any -> {}, recorder), TaskContext.quiet()))
                        .contains(JobState.DONE);
                assertThat(recorder.output(1)).isEqualTo("begin 1\nend 1\n");
                assertThat(Files.readString(root.resolve("world"))).isEqualTo("0\n1\n");

                JobPlan slow = Trial.of("long", 1).running(0, "sleep 1000").plan();
                assertThat(client.start(host, slow, TaskContext.quiet())).isEqualTo(JobState.RUNNING);
            }
            String job = root + "/var/lib/greenroom/jobs/long/";
            running = ProcessHandle.allProcesses()
                    .filter(each -> each.info().commandLine().orElse("").contains(job))
                    .toList();
            assertThat(running).as("runner and step").isNotEmpty();
        }
        for (ProcessHandle each : running) {
            each.onExit().get(10, TimeUnit.SECONDS);
        }
        assertThat(root).doesNotExist();
    }

    private record Trusts(HostKey key) implements TrustedHostKeys {
        @Override
        public List<HostKey> keysOf(String host, int port) {
            return List.of(key);
        }

        @Override
        public void trust(String host, int port, HostKey other) {}

        @Override
        public void forget(String host, int port) {}

        @Override
        public boolean knownToOpenSsh(String host, int port, HostKey other) {
            return false;
        }
    }

    private static final class NoSecrets implements CredentialSource {
        @Override
        public Optional<Secret> signIn() {
            return Optional.empty();
        }

        @Override
        public Optional<Secret> sudo() {
            return Optional.empty();
        }
    }
}
