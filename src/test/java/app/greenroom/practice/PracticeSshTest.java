package app.greenroom.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.greenroom.domain.server.ServerProfile;
import app.greenroom.task.TaskContext;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.common.SshException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What goes over SSH to a practice server, asked by a client of another make. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PracticeSshTest {
    private final EmbeddedPracticeServer server;
    private final ServerProfile profile;
    private final Client client;

    PracticeSshTest(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        server = Practising.in(folder);
        profile = server.start(TaskContext.quiet());
        client = Client.signIn(profile, server.hostKey());
    }

    @AfterAll
    void end() {
        client.close();
        server.close();
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
        ProcessHandle outer;
        ProcessHandle inner;
        try (ChannelExec channel = client.open("sh -c 'sleep 1000 & echo $! $$; wait'")) {
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(channel.getInvertedOut(), StandardCharsets.US_ASCII));
            String[] pids = said.readLine().split(" ", -1);
            inner = ProcessHandle.of(Long.parseLong(pids[0])).orElseThrow();
            outer = ProcessHandle.of(Long.parseLong(pids[1])).orElseThrow();
            channel.close(false).await(10_000);
        }
        outer.onExit().get(30, TimeUnit.SECONDS);
        inner.onExit().get(30, TimeUnit.SECONDS);
        assertThat(outer.isAlive() || inner.isAlive()).isFalse();
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
        String ask = "python3 -c 'import re,urllib.request,urllib.error\n"
            + "url = re.search(\"url = (.*)\", open(\"'$GREENROOM_ROOT'/etc/pretalx/pretalx.cfg\").read()).group(1)\n"
            + "try: print(urllib.request.urlopen(url + \"/healthcheck/\").status)\n"
            + "except urllib.error.HTTPError as error: print(error.code)'";
        assertThat(client.run(ask, "").out()).isEqualTo("200\n");
        assertThat(client.run("sudo -n systemctl stop redis-server", "").status())
                .isZero();
        assertThat(client.run(ask, "").out()).isEqualTo("503\n");
        assertThat(client.run("sudo -n systemctl start redis-server", "").status())
                .isZero();
        assertThat(client.run(ask, "").out()).isEqualTo("200\n");
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
