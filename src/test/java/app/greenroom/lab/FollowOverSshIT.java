package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.ServerProfile.KnownInstance;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.server.TrustedHostKeys;
import app.greenroom.job.JobClient;
import app.greenroom.operation.Inspections;
import app.greenroom.operation.ServerConnections;
import app.greenroom.operation.job.FollowJobs;
import app.greenroom.operation.job.Pause;
import app.greenroom.operation.job.StartJob;
import app.greenroom.ssh.CredentialSource;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.ssh.jsch.JschRemoteHosts;
import app.greenroom.support.JobRecorder;
import app.greenroom.support.Trial;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Following as users do: over our own SSH, through the loss of the whole server. */
class FollowOverSshIT {
    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.EMPTY);

    private static final TargetName TARGET = TargetName.parse("lab");

    private final ServerConnections connections = new Signed();
    private final JobClient client = new JobClient(new Random());
    private final StartJob start = new StartJob(connections, client, Pause.real());
    private final FollowJobs jobs = new FollowJobs(connections, new Blind(), client, Pause.real(), "me@here");

    @BeforeEach
    void prepare() {
        server.run("rm -f /world /story /hold; touch /world; mkfifo /hold; sync");
    }

    @Test
    void aFollowerComesBackByItselfAfterAPowerCut() throws Exception {
        JobPlan plan = Trial.of("back", 3).running(1, "cat /hold").plan();
        start.start("lab", plan, TaskContext.quiet());
        JobRecorder recorder = new JobRecorder();
        CompletableFuture<JobState> end = follow(recorder, new CancellationToken());
        recorder.await(each -> each.told("STEP_BEGUN 1"));
        server.cutPower();
        server.boot();
        assertThat(end.get(3, TimeUnit.MINUTES)).isEqualTo(JobState.INTERRUPTED);
        assertThat(recorder.connections()).containsExactly(false, true);
        jobs.undo(TARGET, Optional.empty(), TaskContext.quiet());
        JobRecorder again = new JobRecorder();
        assertThat(follow(again, new CancellationToken()).get(1, TimeUnit.MINUTES))
                .isEqualTo(JobState.UNDONE);
        assertThat(again.events()).startsWith(recorder.events().toArray(JobEvent[]::new));
        assertThat(server.run("cat /world")).isEmpty();
        assertThat(jobs.list(TARGET, TaskContext.quiet()))
                .singleElement()
                .satisfies(job -> assertThat(job.state()).isEqualTo(JobState.UNDONE));
    }

    @Test
    void cancellingLeavesTheJobAndNoFollowerOnTheServer() throws Exception {
        JobPlan plan = Trial.of("cancel", 2).running(0, "cat /hold").plan();
        start.start("lab", plan, TaskContext.quiet());
        JobRecorder recorder = new JobRecorder();
        CancellationToken token = new CancellationToken();
        CompletableFuture<JobState> end = follow(recorder, token);
        recorder.await(each -> each.told("STEP_BEGUN 0"));
        token.cancel();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> end.get(1, TimeUnit.MINUTES))
                .withCauseInstanceOf(OperationFailedException.class)
                .withMessageContaining(FailureReason.CANCELLED.name());
        assertThat(server.run("for i in $(seq 100); do pgrep -fc 'python3 -I -$' || break; sleep .1; done | tail -1"))
                .isIn("", "0\n");
        server.run("echo released > /hold");
        assertThat(follow(new JobRecorder(), new CancellationToken()).get(1, TimeUnit.MINUTES))
                .isEqualTo(JobState.DONE);
    }

    private CompletableFuture<JobState> follow(JobRecorder recorder, CancellationToken token) {
        CompletableFuture<JobState> end = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                end.complete(
                        jobs.follow(TARGET, Optional.empty(), plan -> {}, recorder, new TaskContext(token, any -> {})));
            } catch (OperationFailedException | RuntimeException e) {
                end.completeExceptionally(e);
            }
        });
        return end;
    }

    /** A connection of its own for everything, as root with the lab's key. */
    private static final class Signed implements ServerConnections {
        private final String key = server.run("cat /etc/ssh/ssh_host_ed25519_key.pub");

        @Override
        public <T> T with(String name, HostWork<T> work, TaskContext context) throws OperationFailedException {
            ServerProfile profile = server.profile(name)
                    .withInstances(List.of(new KnownInstance("pretalx", "pretalx-web.service", "/var/pretalx/data")));
            try (RemoteHost host = new JschRemoteHosts(new TrustsLab(key)).open(profile, new NoSecrets(), context)) {
                return work.run(profile, host);
            } catch (SshException.ConnectionLost e) {
                throw new OperationFailedException(FailureReason.CONNECTION_LOST, e.toString(), e);
            } catch (SshException.Unreachable e) {
                throw new OperationFailedException(FailureReason.HOST_SILENT, e.toString(), e);
            } catch (SshException.Cancelled e) {
                throw new OperationFailedException(FailureReason.CANCELLED, e.toString(), e);
            } catch (SshException | IOException e) {
                throw new OperationFailedException(FailureReason.INTERNAL, e.toString(), e);
            }
        }
    }

    /** Trusts the key of the lab server, as it said itself before anything happened. */
    private record TrustsLab(String line) implements TrustedHostKeys {
        @Override
        public List<HostKey> keysOf(String host, int port) {
            String[] parts = line.strip().split(" ", -1);
            return List.of(new HostKey(parts[0], parts[1]));
        }

        @Override
        public void trust(String host, int port, HostKey key) {}

        @Override
        public void forget(String host, int port) {}

        @Override
        public boolean knownToOpenSsh(String host, int port, HostKey key) {
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

    private static final class Blind implements Inspections {
        @Override
        public ServerReport inspect(String name, TaskContext context) {
            throw new AssertionError("looked at the server");
        }

        @Override
        public Optional<ServerReport> last(String name) {
            return Optional.empty();
        }
    }
}
