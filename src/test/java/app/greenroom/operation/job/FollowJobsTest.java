package app.greenroom.operation.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.ServerProfile.KnownInstance;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.domain.server.TargetName;
import app.greenroom.job.JobClient;
import app.greenroom.operation.Inspections;
import app.greenroom.operation.ServerConnections;
import app.greenroom.ssh.SshException;
import app.greenroom.support.CuttingHost;
import app.greenroom.support.JobRecorder;
import app.greenroom.support.LocalHost;
import app.greenroom.support.Trial;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs over a line that is cut again and again. */
class FollowJobsTest {
    private static final TargetName TARGET = TargetName.parse("talks");

    @TempDir
    Path root;

    private final JobClient client = new JobClient(new Random(1));
    private final List<Duration> pauses = new ArrayList<>();
    private Line line;
    private FollowJobs jobs;
    private StartJob start;

    @BeforeEach
    void prepare() {
        line = new Line(new CuttingHost(new LocalHost(root)));
        Pause pause = (time, context) -> {
            pauses.add(time);
            line.pauses.run();
            context.cancellation().throwIfCancelled();
        };
        jobs = new FollowJobs(line, new Blind(), client, pause, "me@here");
        start = new StartJob(line, client, pause);
    }

    @ParameterizedTest
    @ValueSource(longs = {2600, 4001})
    void whateverTheCutsNothingIsMissingOrDoubled(long bytes) throws Exception {
        JobPlan plan = talkative("cuts").plan();
        start.start("talks", plan, TaskContext.quiet());
        JobRecorder whole = new JobRecorder();
        assertThat(follow(plan, whole)).isEqualTo(JobState.DONE);
        line.host.cutAfter(bytes);
        JobRecorder pieces = new JobRecorder();
        // a cut that lets nothing new through would go on for ever: each time a little more of the line gets through
        line.pauses = () -> line.host.cutAfter(bytes + 37L * pauses.size());
        assertThat(follow(plan, pieces)).isEqualTo(JobState.DONE);
        assertThat(pauses).as("cuts").hasSizeGreaterThan(2);
        assertThat(pieces.events()).isEqualTo(whole.events());
        for (int step = 0; step < plan.steps().size(); step++) {
            assertThat(pieces.output(step)).isEqualTo(whole.output(step)).isNotEmpty();
        }
        assertThat(pieces.connections().subList(0, 4)).containsExactly(false, true, false, true);
    }

    @Test
    void aStartThatIsCutIsMadeAgainAndStartsOneJob() throws Exception {
        line.host.cutAfter(60);
        line.pauses = () -> line.host.cutAfter(Long.MAX_VALUE);
        JobPlan plan = Trial.of("once", 2).plan();
        start.start("talks", plan, TaskContext.quiet());
        assertThat(pauses).hasSize(1);
        assertThat(follow(plan, new JobRecorder())).isEqualTo(JobState.DONE);
        assertThat(Files.readString(root.resolve("story"))).isEqualTo("run 0\nrun 1\n");
        assertThat(start.start("talks", plan, TaskContext.quiet())).isEqualTo(JobState.DONE);
        assertThat(Files.readString(root.resolve("story"))).isEqualTo("run 0\nrun 1\n");
    }

    @Test
    void aServerThatStaysAwayIsAskedAtGrowingDistances() throws Exception {
        JobPlan plan = talkative("away").plan();
        start.start("talks", plan, TaskContext.quiet());
        line.host.cutAfter(2000);
        line.pauses = () -> {
            line.refusal = pauses.size() < 9 ? Optional.of(FailureReason.HOST_REFUSED) : Optional.empty();
            line.host.cutAfter(Long.MAX_VALUE);
        };
        JobRecorder recorder = new JobRecorder();
        assertThat(follow(plan, recorder)).isEqualTo(JobState.DONE);
        assertThat(pauses)
                .extracting(Duration::toMillis)
                .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 16000L, 30000L, 30000L, 30000L);
        assertThat(recorder.connections()).containsExactly(false, true);
    }

    @Test
    void aServerThatWasNeverReachedIsAFailure() {
        line.refusal = Optional.of(FailureReason.HOST_SILENT);
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(
                        () -> jobs.follow(TARGET, Optional.empty(), plan -> {}, new JobRecorder(), TaskContext.quiet()))
                .extracting(OperationFailedException::reason)
                .isEqualTo(FailureReason.HOST_SILENT);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aChangedHostKeyEndsTheFollowing() throws Exception {
        JobPlan plan = talkative("changed").plan();
        start.start("talks", plan, TaskContext.quiet());
        line.host.cutAfter(2000);
        line.pauses = () -> line.refusal = Optional.of(FailureReason.HOST_KEY_CHANGED);
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> follow(plan, new JobRecorder()))
                .extracting(OperationFailedException::reason)
                .isEqualTo(FailureReason.HOST_KEY_CHANGED);
    }

    @Test
    void cancellingEndsTheFollowingAndNeverTheJob() throws Exception {
        JobPlan plan = Trial.of("cancelled", 1).running(0, "sleep 0.5").plan();
        start.start("talks", plan, TaskContext.quiet());
        CancellationToken token = new CancellationToken();
        JobRecorder recorder = new JobRecorder() {
            @Override
            public synchronized void event(JobEvent event) {
                super.event(event);
                token.cancel();
            }
        };
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() ->
                        jobs.follow(TARGET, Optional.empty(), any -> {}, recorder, new TaskContext(token, any -> {})))
                .extracting(OperationFailedException::reason)
                .isEqualTo(FailureReason.CANCELLED);
        assertThat(follow(plan, new JobRecorder())).isEqualTo(JobState.DONE);
    }

    @Test
    void onlyTheJobsOfTheInstanceAreListed() throws Exception {
        start.start("talks", Trial.of("other", 1).lockKey("/srv/other").plan(), TaskContext.quiet());
        assertThat(jobs.list(TARGET, TaskContext.quiet())).isEmpty();
        assertReason(FailureReason.JOB_NONE, Optional.empty());
        start.start("talks", Trial.of("mine", 1).plan(), TaskContext.quiet());
        assertThat(jobs.list(TARGET, TaskContext.quiet()))
                .singleElement()
                .satisfies(job -> assertThat(job.plan().id()).isEqualTo(new JobId("mine")));
        assertReason(FailureReason.JOB_UNKNOWN, Optional.of(new JobId("other")));
    }

    private void assertReason(FailureReason reason, Optional<JobId> job) {
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> jobs.stop(TARGET, job, TaskContext.quiet()))
                .extracting(OperationFailedException::reason)
                .isEqualTo(reason);
    }

    private JobState follow(JobPlan plan, JobRecorder recorder) throws OperationFailedException {
        return jobs.follow(TARGET, Optional.of(plan.id()), any -> {}, recorder, TaskContext.quiet());
    }

    private static Trial talkative(String id) {
        return Trial.of(id, 3)
                .running(0, "for i in 1 2 3 4 5 6 7 8 9; do echo \"säying $i ☂\"; done")
                .running(1, "head -c 3000 /dev/zero | tr '\\0' x");
    }

    /** Connections to one host, which may be refused for a while. */
    private static final class Line implements ServerConnections {
        private final CuttingHost host;
        private Optional<FailureReason> refusal = Optional.empty();
        private Runnable pauses = () -> {};

        Line(CuttingHost host) {
            this.host = host;
        }

        @Override
        public <T> T with(String server, HostWork<T> work, TaskContext context) throws OperationFailedException {
            if (refusal.isPresent()) {
                throw new OperationFailedException(refusal.get(), "refused");
            }
            try {
                return work.run(profile(), host);
            } catch (SshException.Cancelled e) {
                throw new OperationFailedException(FailureReason.CANCELLED, "cancelled", e);
            } catch (SshException e) {
                throw new OperationFailedException(FailureReason.CONNECTION_LOST, "lost", e);
            } catch (IOException e) {
                throw new OperationFailedException(FailureReason.LOCAL_FILE, "file", e);
            }
        }

        private static ServerProfile profile() {
            return new ServerProfile(
                    "talks",
                    "localhost",
                    22,
                    "root",
                    new SshAuthentication.Agent(),
                    false,
                    false,
                    List.of(new KnownInstance("pretalx", "pretalx-web.service", "/var/pretalx/data")));
        }
    }

    /** Must not be needed: the instance was seen before, and its pretalx may be down. */
    private static final class Blind implements Inspections {
        @Override
        public ServerReport inspect(String server, TaskContext context) {
            throw new AssertionError("looked at the server");
        }

        @Override
        public Optional<ServerReport> last(String server) {
            return Optional.empty();
        }
    }
}
