package app.greenroom.ssh.jsch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.server.ServerProfile;
import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.HostTraits.Elevation;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.ssh.SshException.ElevationRefused;
import app.greenroom.support.GivenSecrets;
import app.greenroom.support.RequiresSshd;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How commands become root, and odd login shells, on a real sshd. The session's PATH begins with a folder of stand-ins:
 * an {@code id} that makes anybody a plain user, and a {@code sudo} that reads a password the way the real one does. The
 * real one is tried in the lab.
 */
@RequiresSshd
class OpenSshElevationTest {
    /** Notes each call; wants a password as its arguments say; runs the rest. */
    private static final String SUDO = """
        #!/bin/sh
        printf '%s\\n' "$*" | cut -c1-40 >> "$FOLDER/calls"
        mode=$(cat "$FOLDER/mode")
        if [ "$1" = -n ]; then
          [ "$mode" = free ] || { echo 'sudo: a password is required' >&2; exit 1; }
          shift
        else
          if [ "$mode" != free ]; then
            IFS= read -r given
            printf 'try %s\\n' "$given" >> "$FOLDER/calls"
            [ "$given" = 'geheim wört' ] || { echo 'Sorry, try again.' >&2; exit 1; }
          fi
          shift 4
        fi
        [ "$1" = -- ] && shift
        AS_ROOT=yes exec "$@"
        """;

    private static final RemoteCommand WHO = RemoteCommand.of("sh", "-c", "printf '%s:' \"$AS_ROOT\"; cat");

    @TempDir
    private Path folder;

    @Test
    void needsNoPasswordWhereSudoNeedsNone() throws Exception {
        GivenSecrets secrets = new GivenSecrets(null, "geheim wört");
        try (Sshd sshd = start("free");
                RemoteHost host = sshd.open(sshd.keyFile(), secrets)) {
            assertThat(host.traits().elevation()).isEqualTo(Elevation.SUDO);
            assertThat(secrets.sudoAsked()).isZero();
            assertThat(run(host, WHO.asRoot().input("payload")).stdout()).isEqualTo("yes:payload");
            assertThat(run(host, WHO.input("payload")).stdout()).isEqualTo(":payload");
        }
    }

    @Test
    void givesThePasswordAsOneLineBeforeTheInput() throws Exception {
        GivenSecrets secrets = new GivenSecrets(null, "geheim wört");
        try (Sshd sshd = start("password");
                RemoteHost host = sshd.open(sshd.keyFile(), secrets)) {
            assertThat(host.traits().elevation()).isEqualTo(Elevation.SUDO_PASSWORD);
            assertThat(secrets.sudoAsked()).isEqualTo(1);
            assertThat(run(host, WHO.asRoot().input("payload")).stdout()).isEqualTo("yes:payload");
            CommandResult again =
                    run(host, RemoteCommand.of("sh", "-c", "exit 6").asRoot());
            assertThat(again.outcome()).isEqualTo(new Outcome.Exited(6));
            assertThat(calls()).filteredOn(line -> line.startsWith("-k -S")).hasSize(3);
        }
    }

    @Test
    void keepsThePasswordOutOfTheInputWhenSudoDoesNotReadIt() throws Exception {
        try (Sshd sshd = start("password");
                RemoteHost host = sshd.open(sshd.keyFile(), new GivenSecrets(null, "geheim wört"))) {
            Files.writeString(folder.resolve("mode"), "free");
            CommandResult result = run(host, WHO.asRoot().input("payload"));
            assertThat(result.stdout()).isEqualTo("yes:payload");
            assertThat(result.stderr()).isEmpty();
        }
    }

    @Test
    void triesAWrongPasswordOnceAndRefusesFromThenOn() throws Exception {
        try (Sshd sshd = start("password");
                RemoteHost host = sshd.open(sshd.keyFile(), new GivenSecrets(null, "wrong"))) {
            assertThat(host.traits().elevation()).isEqualTo(Elevation.NONE);
            refused(host, ElevationRefused.Why.PASSWORD_WRONG);
            refused(host, ElevationRefused.Why.PASSWORD_WRONG);
            assertThat(calls()).filteredOn(line -> line.startsWith("try")).containsExactly("try wrong");
            assertThat(run(host, WHO.input("x")).stdout()).isEqualTo(":x");
        }
    }

    @Test
    void tellsThatThePasswordStoppedWorking() throws Exception {
        try (Sshd sshd = start("password");
                RemoteHost host = sshd.open(sshd.keyFile(), new GivenSecrets(null, "geheim wört"))) {
            Files.writeString(
                    folder.resolve("sudo"),
                    Files.readString(folder.resolve("sudo")).replace("geheim wört", "another"));
            refused(host, ElevationRefused.Why.PASSWORD_WRONG);
        }
    }

    @Test
    void tellsThatThePasswordIsMissing() throws Exception {
        try (Sshd sshd = start("password");
                RemoteHost host = sshd.open()) {
            assertThat(host.traits().elevation()).isEqualTo(Elevation.NONE);
            refused(host, ElevationRefused.Why.PASSWORD_MISSING);
            assertThat(calls()).noneMatch(line -> line.startsWith("try"));
        }
    }

    @Test
    void takesABannerOfTheLoginShellForNoise() throws Exception {
        executable(
                "shell",
                "#!/bin/sh\necho 'Welcome!'\necho 'Mind the gap' >&2\nexec /bin/sh -c \"$SSH_ORIGINAL_COMMAND\"\n");
        try (Sshd sshd = Sshd.start(folder("server"), "ForceCommand " + folder.resolve("shell"));
                RemoteHost host = sshd.open()) {
            CommandResult result = run(host, RemoteCommand.of("sh", "-c", "echo data; echo trouble >&2"));
            assertThat(result.stdout()).isEqualTo("data\n");
            assertThat(result.stderr()).isEqualTo("trouble\n");
        }
    }

    @Test
    void tellsALoginShellThatDoesNotDoWhatItIsTold() throws Exception {
        try (Sshd sshd = Sshd.start(folder("server"), "ForceCommand echo This account is closed.")) {
            assertThatExceptionOfType(SshException.ShellTalks.class)
                    .isThrownBy(sshd::open)
                    .withMessageContaining("This account is closed.");
        }
    }

    @Test
    void looksAroundWithoutPython() throws Exception {
        Path programs = folder("programs");
        for (String name :
                List.of("id", "dd", "cat", "sh", "sleep", "timeout", "head", "tr", "printf", "kill", "pwd")) {
            executable("programs/" + name, "#!/bin/sh\nexec " + program(name) + " \"$@\"\n");
        }
        try (Sshd sshd = Sshd.start(folder("server"), "SetEnv PATH=" + programs);
                RemoteHost host = sshd.hosts().open(practice(sshd), GivenSecrets.none(), TaskContext.quiet())) {
            assertThat(host.traits().python()).isEmpty();
            CommandResult result = run(
                    host,
                    RemoteCommand.of("sh", "-c", "cat; printf '%s' \"$GREETING\"; pwd; echo oh >&2; exit 5")
                            .input("in\n")
                            .with("GREETING", "it's me\n")
                            .in("/usr"));
            assertThat(result.outcome()).isEqualTo(new Outcome.Exited(5));
            assertThat(result.stdout()).isEqualTo("in\nit's me\n/usr\n");
            assertThat(result.stderr()).isEqualTo("oh\n");
            Duration limit = Duration.ofSeconds(1);
            assertThat(run(host, RemoteCommand.of("sleep", "3600").within(limit))
                            .outcome())
                    .isEqualTo(new Outcome.TimedOut(limit));
        }
    }

    @Test
    void believesThePracticeServersFolderOnly() throws Exception {
        try (Sshd sshd = Sshd.start(folder("server"), "SetEnv GREENROOM_ROOT=/somewhere")) {
            try (RemoteHost host = sshd.open()) {
                assertThat(host.traits().root()).isEmpty();
            }
            try (RemoteHost host = sshd.hosts().open(practice(sshd), GivenSecrets.none(), TaskContext.quiet())) {
                assertThat(host.traits().root()).isEqualTo("/somewhere");
            }
        }
    }

    private static ServerProfile practice(Sshd sshd) {
        ServerProfile plain = sshd.profile(sshd.keyFile());
        return new ServerProfile(
                plain.name(), plain.host(), plain.port(), plain.user(), plain.authentication(), false, true, List.of());
    }

    private static void refused(RemoteHost host, ElevationRefused.Why why) {
        assertThatExceptionOfType(ElevationRefused.class)
                .isThrownBy(() -> run(host, WHO.asRoot()))
                .satisfies(failure -> assertThat(failure.why()).isEqualTo(why));
        assertThatExceptionOfType(ElevationRefused.class)
                .isThrownBy(() -> run(host, WHO.asUser("somebody-else")))
                .satisfies(failure -> assertThat(failure.why()).isEqualTo(why));
    }

    private static CommandResult run(RemoteHost host, RemoteCommand command) throws SshException {
        return host.run(command, TaskContext.quiet());
    }

    private Sshd start(String mode) throws IOException {
        Files.writeString(folder.resolve("mode"), mode);
        executable("sudo", SUDO.replace("$FOLDER", folder.toString()));
        executable("id", "#!/bin/sh\n[ \"$1\" = -u ] && echo 1000 || echo plain\n");
        return Sshd.start(folder("server"), "SetEnv PATH=" + folder + ":/usr/bin:/bin");
    }

    private List<String> calls() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("calls"))) {
            return lines.toList();
        }
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    private void executable(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path program(String name) {
        return Stream.of("/usr/bin", "/bin")
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not on this computer: " + name));
    }
}
