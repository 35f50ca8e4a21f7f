package app.greenroom.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.greenroom.domain.server.ServerProfile;
import app.greenroom.task.TaskContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.common.SshException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What goes over SSH to a practice server, asked by a client of another make. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PracticeSshTest {
    private static final String SLEEPERS = "sh -c 'sleep 1000 & echo $! $$; wait'";

    private final Path folder = Files.createTempDirectory("greenroom-test-");
    private final EmbeddedPracticeServer server = Practising.in(folder);
    private final ServerProfile profile;
    private final Client client;

    PracticeSshTest() throws Exception {
        profile = server.start(TaskContext.quiet());
        client = Client.signIn(profile, server.hostKey());
    }

    @AfterAll
    void end() throws IOException {
        client.close();
        server.close();
        Files.delete(folder);
    }

    @Test
    void statusOutputAndComplaintArriveApart() throws Exception {
        assertThat(client.run("echo out; echo err >&2; exit 37", "")).isEqualTo(new Client.Said(37, "out\n", "err\n"));
        assertThat(client.run("exit 255", "").status()).isEqualTo(255);
        assertThat(client.run("true", "").status()).isZero();
        assertThat(client.run("no-such-program", "").status()).isEqualTo(127);
    }

    @Test
    void everyByteOfInputArrivesAndThenItsEnd() throws Exception {
        String text = "practice ünd more\n".repeat(200_000);
        Client.Said said = client.run("cat", text);
        assertThat(said.out()).isEqualTo(text);
        assertThat(client.run("wc -c", text).out().strip())
                .isEqualTo(String.valueOf(text.getBytes(StandardCharsets.UTF_8).length));
    }

    @Test
    void outputIsWholeWhileInputStillFlows() throws Exception {
        Client.Said said = client.run("head -c 5; seq 1 300000", new Endless());
        assertThat(said.status()).isZero();
        assertThat(said.out()).startsWith("xxxxx1\n2\n").endsWith("\n300000\n");
        assertThat(said.out().lines()).hasSize(300_000);
    }

    @Test
    void nothingOfAClosedChannelRunsOn() throws Exception {
        List<ProcessHandle> processes;
        try (ChannelExec channel = client.open(SLEEPERS)) {
            processes = named(channel);
            channel.close(false).await(10_000);
        }
        areGone(processes);
    }

    @Test
    void nothingOfALostConnectionRunsOn() throws Exception {
        List<ProcessHandle> processes;
        try (Client other = Client.signIn(profile, server.hostKey())) {
            processes = named(other.open(SLEEPERS));
        }
        areGone(processes);
    }

    /** Processes whose numbers a command says on its first line. */
    private static List<ProcessHandle> named(ChannelExec channel) throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(channel.getInvertedOut(), StandardCharsets.US_ASCII));
        return Stream.of(said.readLine().split(" ", -1))
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                .toList();
    }

    private static void areGone(List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle each : processes) {
            assertThat(each.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
        }
    }

    @Test
    void whatDetachesItselfLivesOn() throws Exception {
        Client.Said said = client.run("setsid sleep 1000 >/dev/null 2>&1 </dev/null & echo $!", "");
        ProcessHandle sleeper =
                ProcessHandle.of(Long.parseLong(said.out().strip())).orElseThrow();
        assertThat(client.run("kill -0 " + sleeper.pid(), "").status()).isZero();
        assertThat(sleeper.destroy()).isTrue();
    }

    @Test
    void onlyItsOwnKeySignsIn() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair other = generator.generateKeyPair();
        assertThatThrownBy(() -> Client.signIn(profile, server.hostKey(), profile.user(), other))
                .isInstanceOf(SshException.class)
                .hasMessageContaining("No more authentication methods");
    }

    @Test
    void commandsSeeTheFolderAndNothingOfThisProgram() throws Exception {
        String root = server.site().root().toString();
        Client.Said said = client.run("env; pwd", "");
        assertThat(said.out())
                .contains("GREENROOM_ROOT=" + root + "\n")
                .contains("PATH=" + root + "/usr/bin\n")
                .contains("HOME=" + root + "/var/pretalx\n")
                .endsWith("\n" + root + "/var/pretalx\n")
                .doesNotContain("JAVA");
    }

    @Test
    void aStoppedRedisMakesTheSiteUnhealthyAndAStartedOneHealthyAgain() throws Exception {
        assertThat(healthcheck()).isEqualTo("200\n");
        assertThat(client.run("sudo -n systemctl stop redis-server", "").status())
                .isZero();
        assertThat(healthcheck()).isEqualTo("503\n");
        assertThat(client.run("sudo -n systemctl start redis-server", "").status())
                .isZero();
        assertThat(healthcheck()).isEqualTo("200\n");
    }

    private String healthcheck() throws IOException {
        String program = """
            import os, re, urllib.error, urllib.request
            with open(os.environ["GREENROOM_ROOT"] + "/etc/pretalx/pretalx.cfg") as file:
                url = re.search("url = (.*)", file.read()).group(1)
            try:
                print(urllib.request.urlopen(url + "/healthcheck/").status)
            except urllib.error.HTTPError as error:
                print(error.code)
            """;
        return client.run("python3 -", program).out();
    }

    @Test
    void aServiceThatIsKilledIsStartedAgain() throws Exception {
        String pid = "systemctl show -p MainPID --value pretalx-worker";
        String before = client.run(pid, "").out().strip();
        ProcessHandle.of(Long.parseLong(before)).orElseThrow().destroyForcibly();
        String after = client.run(
                        "while [ \"$(" + pid + ")\" = " + before
                                + " ] || ! systemctl -q is-active pretalx-worker; do :; done; " + pid,
                        "")
                .out();
        assertThat(after.strip()).isNotEqualTo(before).isNotEqualTo("0");
        assertThat(client.run("systemctl show -p NRestarts --value pretalx-worker", "")
                        .out())
                .isEqualTo("1\n");
    }

    /** Input that never ends. */
    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 'x';
        }
    }
}
