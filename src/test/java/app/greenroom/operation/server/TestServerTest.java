package app.greenroom.operation.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.operation.Servers.Check;
import app.greenroom.operation.Servers.ConnectionTest;
import app.greenroom.operation.Servers.Result;
import app.greenroom.operation.Servers.SignInSecrets;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.HostTraits.Elevation;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.SshException;
import app.greenroom.ssh.SshException.ElevationRefused.Why;
import app.greenroom.task.TaskContext;
import app.greenroom.text.CheckText;
import app.greenroom.text.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Check after check, until one fails. */
class TestServerTest {
    private static final List<String> ALL =
            List.of("REACH", "HOST_KEY", "SIGN_IN", "ELEVATION", "SHELL", "PYTHON", "PRETALX", "DISK", "CLOCK");
    private static final SshAuthentication KEY = new SshAuthentication.KeyFile("/k");

    @TempDir
    Path folder;

    private Workbench bench;
    private ServerProfile draft = Workbench.profile("a", KEY);
    private SignInSecrets secrets = SignInSecrets.none();

    @BeforeEach
    void prepare() throws OperationFailedException {
        bench = new Workbench(folder);
        bench.servers.trust("a.example.org", 22, FakeHosts.KEY);
        bench.hosts.opening = (profile, credentials, host) ->
                host.script = command -> FakeHost.said(command, transcript("probe-postgresql.txt"));
    }

    @Test
    void aGoodServerPassesEveryCheckAndItsConnectionIsClosed() throws Exception {
        ConnectionTest test = test();
        assertThat(test.checks()).extracting(Check::code).isEqualTo(ALL);
        assertThat(test.passed()).isTrue();
        assertThat(test.instances()).isNotEmpty();
        assertThat(bench.hosts.last().closed).isTrue();
        assertThat(bench.servers.list()).isEmpty();
    }

    @Test
    void eachCheckIsToldAsSoonAsItHasEnded() throws Exception {
        List<Check> told = new ArrayList<>();
        ConnectionTest whole = bench.servers.test(draft, secrets, told::add, TaskContext.quiet());
        assertThat(told).isEqualTo(whole.checks()).hasSizeGreaterThan(5);
        draft = new ServerProfile("a", "silent.example.org", 22, "o", KEY, false, false, List.of());
        told.clear();
        bench.servers.test(draft, secrets, told::add, TaskContext.quiet());
        assertThat(told).extracting(Check::result).containsExactly(Result.FAILED);
    }

    @Test
    void everyCheckHasWords() throws Exception {
        Messages words = new Messages(Locale.ENGLISH);
        CheckText text = new CheckText(words);
        for (Check check : test().checks()) {
            assertThat(text.title(check.code())).isNotBlank();
            assertThat(text.detail(check.code(), check.result().name(), check.arguments()))
                    .as(check.code())
                    .isNotBlank()
                    .doesNotContain("{");
        }
        assertThat(text.detail("DISK", "PASSED", List.of("/srv", "31000000000")))
                .isEqualTo("31 GB at /srv");
        assertThat(text.detail("DISK", "LIMITED", List.of("", ""))).doesNotContain("{");
        assertThat(words.get("check.ELEVATION.LIMITED", "orga")).contains("orga");
        assertThat(words.get("check.PRETALX.LIMITED", "1", "pretalx")).contains("pretalx");
        assertThat(words.get("check.CLOCK.LIMITED", "90")).contains("90");
    }

    @Test
    void aSilentHostFailsTheFirst() throws Exception {
        draft = new ServerProfile("a", "silent.example.org", 22, "o", KEY, false, false, List.of());
        assertThat(failing()).isEqualTo("REACH HOST_SILENT");
    }

    @Test
    void anUnknownOrChangedKeySendsNothing() throws Exception {
        bench.hosts.offered = FakeHosts.OTHER_KEY;
        assertThat(failing()).isEqualTo("HOST_KEY HOST_KEY_CHANGED");
        bench.servers.forgetTrust("a.example.org", 22);
        assertThat(failing()).isEqualTo("HOST_KEY HOST_KEY_UNKNOWN");
        assertThat(bench.hosts.opened).isEmpty();
    }

    @Test
    void aRefusedSignInIsTold() throws Exception {
        bench.hosts.opening = (profile, credentials, host) -> {
            throw new SshException.SignInRefused("no", null);
        };
        assertThat(failing()).isEqualTo("SIGN_IN SIGN_IN_REFUSED");
    }

    @Test
    void aTalkingShellFailsItsOwnCheck() throws Exception {
        bench.hosts.opening = (profile, credentials, host) -> {
            throw new SshException.ShellTalks("welcome");
        };
        assertThat(failing()).isEqualTo("SHELL SHELL_TALKS");
        assertThat(test().checks()).extracting(Check::code).containsExactly("REACH", "HOST_KEY", "SIGN_IN", "SHELL");
    }

    @Test
    void anAccountWithoutRightsIsLimited() throws Exception {
        without(Why.NONE);
        assertThat(result("ELEVATION")).isEqualTo(Result.LIMITED);
        assertThat(test().passed()).isTrue();
    }

    @Test
    void aMissingSudoPasswordIsAskedForUnlessThereIsNone() throws Exception {
        without(Why.PASSWORD_MISSING);
        assertThat(failing()).isEqualTo("ELEVATION SECRET_MISSING");
        secrets = new SignInSecrets(Optional.empty(), Optional.of(Secret.of("")));
        assertThat(result("ELEVATION")).isEqualTo(Result.LIMITED);
    }

    @Test
    void aWrongSudoPasswordIsToldUnlessItWasAGuess() throws Exception {
        without(Why.PASSWORD_WRONG);
        assertThat(result("ELEVATION")).isEqualTo(Result.LIMITED);
        secrets = new SignInSecrets(Optional.empty(), Optional.of(Secret.of("wrong")));
        assertThat(failing()).isEqualTo("ELEVATION SUDO_REFUSED");
    }

    @Test
    void aServerWithoutPythonIsTold() throws Exception {
        bench.hosts.opening = (profile, credentials, host) -> host.traits = new HostTraits("o", Elevation.ROOT, "", "");
        assertThat(failing()).isEqualTo("PYTHON NO_PYTHON");
    }

    @Test
    void aServerWithoutPretalxIsTold() throws Exception {
        answering("probe-no-pretalx.txt");
        assertThat(failing()).isEqualTo("PRETALX NO_PRETALX");
    }

    @Test
    void anUnreadableAnswerIsTold() throws Exception {
        bench.hosts.opening =
                (profile, credentials, host) -> host.script = command -> FakeHost.said(command, "garbage");
        assertThat(failing()).isEqualTo("PRETALX ANSWER_UNREADABLE");
    }

    @Test
    void storedSecretsServeOnlyTheAccountThatTheyWereGivenFor() throws Exception {
        bench.servers.add(draft, new SignInSecrets(Optional.of(Secret.of("kept")), Optional.empty()));
        bench.hosts.opening = (profile, credentials, host) -> {
            assertThat(credentials.signIn()).contains(Secret.of("kept"));
            throw new SshException.SignInRefused("far enough", null);
        };
        assertThat(failing()).isEqualTo("SIGN_IN SIGN_IN_REFUSED");
        bench.hosts.opening = (profile, credentials, host) -> {
            assertThat(credentials.signIn()).isEmpty();
            throw new SshException.SignInRefused("far enough", null);
        };
        draft = new ServerProfile("a", "a.example.org", 22, "somebody", KEY, false, false, List.of());
        assertThat(failing()).isEqualTo("SIGN_IN SIGN_IN_REFUSED");
    }

    @Test
    void aLockedStoreIsToldAsSuch() throws Exception {
        bench.servers.add(draft, SignInSecrets.none());
        bench.secrets.locked = true;
        bench.hosts.opening = (profile, credentials, host) -> credentials.signIn();
        assertThat(failing()).isEqualTo("SIGN_IN SECRETS_LOCKED");
    }

    @Test
    void thePracticeServerIsStartedForItsTest() throws Exception {
        bench.hosts.offered = FakeHosts.OTHER_KEY;
        draft = new ServerProfile("practice", "127.0.0.1", 1, "x", KEY, false, true, List.of());
        assertThat(test().passed()).isTrue();
        assertThat(bench.hosts.profiles.getLast().port()).isEqualTo(40_000);
    }

    @Test
    void aCancelledTestHasNoResult() {
        bench.hosts.opening = (profile, credentials, host) -> {
            throw new SshException.Cancelled("cancelled");
        };
        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(this::test)
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(FailureReason.CANCELLED));
    }

    private void without(Why why) {
        bench.hosts.opening = (profile, credentials, host) -> {
            host.traits = new HostTraits("orga", Elevation.NONE, "/usr/bin/python3", "");
            host.script = command -> {
                if (!(command.identity() instanceof RemoteCommand.Identity.SignedIn)) {
                    throw new SshException.ElevationRefused(why, "no");
                }
                return FakeHost.said(command, transcript("probe-not-elevated.txt"));
            };
        };
    }

    private void answering(String name) {
        bench.hosts.opening =
                (profile, credentials, host) -> host.script = command -> FakeHost.said(command, transcript(name));
    }

    private ConnectionTest test() throws OperationFailedException {
        return bench.servers.test(draft, secrets, TaskContext.quiet());
    }

    private Result result(String code) throws OperationFailedException {
        return test().checks().stream()
                .filter(check -> check.code().equals(code))
                .findFirst()
                .orElseThrow()
                .result();
    }

    /** Code and reason of the check that failed, which is the last one. */
    private String failing() throws OperationFailedException {
        ConnectionTest test = test();
        assertThat(test.passed()).isFalse();
        Check last = test.checks().getLast();
        assertThat(test.checks().subList(0, test.checks().size() - 1))
                .noneMatch(check -> check.result() == Result.FAILED);
        return last.code() + " " + last.failure().orElseThrow().reason();
    }

    private static String transcript(String name) {
        try {
            String text = Files.readString(Path.of("src/test/resources/transcripts", name));
            // the sentinel that the workbench's generator of zeros makes
            return text.replace("SENTINEL", "greenroom-" + "0".repeat(32));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
