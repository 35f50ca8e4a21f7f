package app.greenroom.practice;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.server.ServerProfile;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing outside its folder is changed by a practice server, whoever runs it; commonly root in these tests. */
class PracticeSafetyTest {
    /** What changes a computer, or reaches out of it. */
    private static final String DANGEROUS = """
        systemctl systemd-run journalctl loginctl hostnamectl systemd-tmpfiles sudo su runuser crontab apt apt-get
        dpkg dnf brew psql pg_dump pg_restore createdb dropdb redis-cli nginx docker podman curl wget ssh scp rsync
        git mount umount reboot shutdown poweroff halt init service useradd userdel usermod passwd visudo pkill
        killall iptables nft launchctl npm node
        """;

    /** Where the programs of such names leave their traces. */
    private static final List<Path> PLACES = Stream.of(
                    "/etc",
                    "/usr/local/bin",
                    "/usr/local/lib/systemd",
                    "/var/spool/cron",
                    "/var/lib/greenroom",
                    "/var/lib/systemd",
                    "/var/lib/dpkg",
                    "/var/pretalx",
                    "/run/systemd/system",
                    "/run/systemd/transient",
                    "/opt",
                    System.getProperty("user.home") + "/.config/pip",
                    System.getProperty("user.home") + "/.config/systemd",
                    System.getProperty("user.home") + "/.local/lib",
                    System.getProperty("user.home") + "/.cache/pip",
                    System.getProperty("user.home") + "/.ssh")
            .map(Path::of)
            .toList();

    /** Programs that our own code may call by an absolute path, because they only run or show what they are given. */
    private static final Set<String> CALLED_BY_PATH = Set.of("sh", "python", "python3", "ps", "env");

    private static final Pattern ABSOLUTE = Pattern.compile("(?<![\\w}/.*])/(?:usr/)?(?:local/)?s?bin/([a-z][\\w.-]*)");

    @TempDir
    Path folder;

    @Test
    void nothingOutsideTheFolderChanges() throws Exception {
        Map<Path, String> before = listing();
        try (EmbeddedPracticeServer server = Practising.in(folder)) {
            ServerProfile profile = server.start(TaskContext.quiet());
            try (Client client = Client.signIn(profile, server.hostKey())) {
                Practising.look(server);
                Client.Said said = client.run("""
                    set -e
                    printf '[Service]\\nExecStart=sleep 1000\\n[Install]\\nWantedBy=multi-user.target\\n' \
                      > "$GREENROOM_ROOT/etc/systemd/system/trial.service"
                    sudo -n systemctl daemon-reload
                    sudo -n systemctl enable --now trial
                    sudo -n systemd-run --quiet --unit=transient sleep 1000
                    sudo -n apt-get install -y nothing-at-all
                    echo '* * * * * true' | sudo -n crontab -u root -
                    mkdir -p "$GREENROOM_ROOT/var/lib/greenroom"
                    venv/bin/python -m pip install -q -U pretalx-pages-practice==1.9.0
                    runuser -u pretalx -- sh -c 'echo home > ~/trace'
                    sudo -n systemctl disable --now trial
                    """, "");
                assertThat(said).isEqualTo(new Client.Said(0, "", ""));
                assertThat(server.site().home().resolve("trace")).exists();
            }
        }
        assertThat(listing()).isEqualTo(before);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void noProgramThatCouldDoHarmIsReachable() throws Exception {
        try (EmbeddedPracticeServer server = Practising.in(folder)) {
            ServerProfile profile = server.start(TaskContext.quiet());
            Path root = server.site().root();
            try (Client client = Client.signIn(profile, server.hostKey())) {
                String asked = DANGEROUS.replace('\n', ' ');
                Client.Said said = client.run(
                        "for name in " + asked + "; do path=$(command -v $name) && realpath \"$path\"; done; true", "");
                assertThat(said.out().lines())
                        .isNotEmpty()
                        .allSatisfy(path -> assertThat(Path.of(path)).startsWith(root));
                assertThat(client.run("echo $PATH", "").out().strip())
                        .isEqualTo(root.resolve("usr/bin").toString());
            }
        }
    }

    @Test
    void ourOwnCodeCallsNoProgramByItsPath() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            for (Path file : files.filter(PracticeSafetyTest::isCode).toList()) {
                ABSOLUTE.matcher(Files.readString(file))
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .filter(name -> !CALLED_BY_PATH.contains(name.replaceFirst("^python3\\.\\d+$", "python3")))
                        .forEach(name -> found.add(file + ": " + name));
            }
        }
        assertThat(found)
                .as("a path would reach the real program beside the stand-in")
                .isEmpty();
        assertThat(ABSOLUTE.matcher("run('/usr/bin/systemctl')").find()).isTrue();
    }

    private static boolean isCode(Path file) {
        return file.toString().matches(".*\\.(java|py|sh)");
    }

    /** What lies at the places: size, change and content times, number of each file. */
    private static Map<Path, String> listing() throws IOException {
        Map<Path, String> found = new TreeMap<>();
        for (Path place : PLACES) {
            Files.walkFileTree(place, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                    found.put(file, facts.size() + " " + facts.lastModifiedTime() + " " + facts.fileKey());
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes facts) {
                    found.put(directory, facts.lastModifiedTime() + " " + facts.fileKey());
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                    found.put(file, "not to be seen");
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return found;
    }
}
