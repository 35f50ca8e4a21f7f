package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.lab.InstalledProgram.Run;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** SQLite, as a user of sudo with a password, whose client is killed while the database migrates. */
class SqliteAsSudoUserIT {
    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.SQLITE);

    private static final String PASSWORD = "correct horse";

    @TempDir
    Path home;

    @Test
    void theServerFinishesByItselfWhenItsClientIsKilled() throws IOException, InterruptedException {
        server.run("useradd -m -s /bin/bash -G sudo op; echo 'op:" + PASSWORD + "' | chpasswd;"
                + " sed -i 's/^#*PasswordAuthentication.*/PasswordAuthentication yes/' /etc/ssh/sshd_config;"
                + " systemctl restart ssh");
        InstalledProgram greenroom = new InstalledProgram(home);
        greenroom.add(
                server,
                "conf",
                PASSWORD + "\n" + PASSWORD + "\n",
                "--user",
                "op",
                "--password-stdin",
                "--sudo-password-stdin");

        File said = home.resolve("said-before-the-kill").toFile();
        Process client = greenroom.start(new File("/dev/null"), said, "upgrade", "conf", "--to", "2026.2.1", "--yes");
        awaitMigration();
        client.descendants().forEach(ProcessHandle::destroyForcibly);
        client.destroyForcibly().waitFor();

        Run followed = greenroom.run("", "follow", "conf");
        assertThat(followed.status()).as(followed.toString()).isZero();
        assertThat(followed.stdout()).as("the whole journal").contains("[ 1/").contains("2026.2.1");
        JsonNode after = greenroom.run("", "status", "conf", "--json").json().at("/servers/0/instances/0");
        assertThat(after.at("/running/value").asString()).isEqualTo("2026.2.1");
        assertThat(Files.readString(said.toPath()) + followed).doesNotContain(PASSWORD);
        assertThat(server.run("grep -rl '" + PASSWORD + "' /var/lib/greenroom /var/log 2>/dev/null || true"))
                .as("the password on the server")
                .isBlank();
    }

    private static void awaitMigration() {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        while (server.run("pgrep -f 'pretalx migrate' || true").isBlank()) {
            assertThat(System.nanoTime()).as("migrate begins").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }
}
