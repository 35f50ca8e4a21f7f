package app.greenroom.operation.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerProfile.KnownInstance;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.HostTraits.Elevation;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteCommand.Identity;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One round trip, and what can go wrong in it. */
class ProbeTest {
    /** What a random generator of zeros makes of a sentinel. */
    static final String SENTINEL = "greenroom-00000000000000000000000000000000";

    private static final Instant NOW = Instant.parse("2026-11-24T06:40:00Z");
    private static final HostTraits ROOT = new HostTraits("root", Elevation.ROOT, "/usr/bin/python3", "");

    @Test
    void oneCommandGivesFactsAndLastingIds() throws Exception {
        CannedHost host = answering("probe-two-instances.txt");
        Probe.Look look = probe().look(host, List.of(), TaskContext.quiet());
        assertThat(look.facts().instances()).hasSize(2);
        assertThat(look.known())
                .containsExactly(
                        new KnownInstance("confhub", "confhub.service", "/var/pretalx/data2"),
                        new KnownInstance("pretalx", "pretalx-web.service", "/var/pretalx/data"));
        assertThat(host.commands).singleElement().satisfies(command -> {
            assertThat(command.arguments()).containsExactly("/usr/bin/python3", "-I", "-");
            assertThat(command.identity()).isEqualTo(new Identity.Root());
            assertThat(command.input()).startsWith("PAYLOAD = {").isASCII();
            assertThat(command.environment()).isEmpty();
        });
    }

    @Test
    void onlyAGlanceIsBrief() throws Exception {
        CannedHost host = answering("probe-postgresql.txt");
        probe().look(host, List.of(), TaskContext.quiet());
        probe().glance(host, List.of(), TaskContext.quiet());
        assertThat(host.commands.get(0).input()).contains("\"brief\":0");
        assertThat(host.commands.get(1).input()).contains("\"brief\":1");
    }

    @Test
    void theClockOfTheServerIsCompared() throws Exception {
        Probe.Look look = probe().look(answering("probe-no-pretalx.txt"), List.of(), TaskContext.quiet());
        assertThat(look.facts().readAt()).isEqualTo(NOW);
        assertThat(look.facts().clockOffset().toSeconds()).isEqualTo(1795501955L - NOW.getEpochSecond());
    }

    @Test
    void withoutElevationItLooksAsWhoSignedIn() throws Exception {
        HostTraits traits = new HostTraits("op", Elevation.NONE, "/usr/bin/python3", "");
        assertThat(commandFor(traits).identity()).isEqualTo(new Identity.SignedIn());
    }

    @Test
    void thePracticeServersRootIsHandedOn() throws Exception {
        HostTraits traits = new HostTraits("me", Elevation.SUDO, "/usr/bin/python3", "/tmp/practice");
        assertThat(commandFor(traits).environment()).containsEntry("GREENROOM_ROOT", "/tmp/practice");
    }

    @Test
    void everyWayToFailHasItsReason() {
        fails(new Outcome.Exited(1), "Traceback\nMemoryError", FailureReason.COMMAND_FAILED, "MemoryError");
        fails(new Outcome.Signalled("KILL"), "", FailureReason.COMMAND_FAILED, "");
        fails(new Outcome.TimedOut(Duration.ofSeconds(60)), "", FailureReason.TIMED_OUT, "PT1M");
        fails(new Outcome.TooMuch(4096), "", FailureReason.ANSWER_UNREADABLE, "4096");
        fails(new Outcome.Exited(0), "", FailureReason.ANSWER_UNREADABLE, "no single document");
    }

    @Test
    void aLostConnectionIsNoAnswer() {
        CannedHost host = new CannedHost(ROOT, new Outcome.Lost(), "", "");
        assertThatExceptionOfType(SshException.ConnectionLost.class)
                .isThrownBy(() -> probe().look(host, List.of(), TaskContext.quiet()));
    }

    @Test
    void aHostWithoutPythonIsNotAskedAtAll() {
        CannedHost host = new CannedHost(new HostTraits("root", Elevation.ROOT, "", ""), new Outcome.Exited(0), "", "");
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> probe().look(host, List.of(), TaskContext.quiet()))
                .extracting(OperationFailedException::reason)
                .isEqualTo(FailureReason.NO_PYTHON);
        assertThat(host.commands).isEmpty();
    }

    static Probe probe() {
        return new Probe(Clock.fixed(NOW, ZoneOffset.UTC), () -> 0L);
    }

    static CannedHost answering(String transcript) {
        return answering(transcript, ROOT);
    }

    private static CannedHost answering(String transcript, HostTraits traits) {
        String printed = Transcripts.read(transcript).replace("SENTINEL\n", SENTINEL + "\n");
        return new CannedHost(traits, new Outcome.Exited(0), printed, "");
    }

    private static RemoteCommand commandFor(HostTraits traits) throws Exception {
        CannedHost host = answering("probe-postgresql.txt", traits);
        probe().look(host, List.of(), TaskContext.quiet());
        return host.commands.get(0);
    }

    private static void fails(Outcome outcome, String stderr, FailureReason reason, String detail) {
        CannedHost host = new CannedHost(ROOT, outcome, "", stderr);
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> probe().look(host, List.of(), TaskContext.quiet()))
                .withMessageContaining(detail)
                .extracting(OperationFailedException::reason)
                .isEqualTo(reason);
    }
}
