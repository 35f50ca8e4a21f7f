package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots of a real site, restored by nothing but the commands of their RESTORE.txt. One subclass for each database. */
abstract class SnapshotsOnServerIT {
    private static final TargetName NAME = TargetName.parse(LabDesk.SERVER);
    private static final Pattern SECTION = Pattern.compile("(?m)^(?=\\d\\. [A-Z])");

    @TempDir
    Path folder;

    private LabDesk desk;

    abstract LabServer server();

    /** Prints three numbers: events, proposals, users. */
    abstract String counting();

    /** Removes a table that everything needs. */
    abstract String wrecking();

    @BeforeEach
    void prepare() {
        desk = new LabDesk(folder.resolve("library"), server().host(), "root", server().key());
        server().run("""
            install -d -o pretalx -g pretalx /var/pretalx/data/media/some
            cd /var/pretalx/data/media/some
            echo picture > 'a picture.png'; echo odd > "$(printf 'caf\\351.txt')"; echo dash > ./-rf
            printf 'two\\nlines' > "$(printf 'line\\nend')"
            chown -R pretalx:pretalx .
            """);
    }

    private SnapshotSummary create() throws OperationFailedException {
        return desk.backups().create(NAME, TaskContext.quiet());
    }

    private String state() {
        return server().run(counting() + "\ncd /var/pretalx/data; find media -type f -print0 | LC_ALL=C sort -z"
                + " | xargs -0 sha256sum; sha256sum .secret; stat -c '%U %a' .secret; crontab -u pretalx -l"
                + "; sha256sum /etc/pretalx/pretalx.cfg");
    }

    @Test
    void restoresByTheCommandsOfItsOwnText() throws Exception {
        String before = state();
        SnapshotSummary summary = create();
        SnapshotManifest.Head head = summary.head().orElseThrow();
        assertThat(head.warnings()).isEmpty();
        assertThat(desk.backups()
                        .verify(NAME, Optional.empty(), TaskContext.quiet())
                        .problems())
                .isEmpty();
        assertThat(before.lines().findFirst().orElseThrow().trim().split("\\D+", -1))
                .containsExactly(
                        String.valueOf(head.counts().orElseThrow().events()),
                        String.valueOf(head.counts().orElseThrow().proposals()),
                        String.valueOf(head.counts().orElseThrow().users()));

        server().run(wrecking() + "\nrm -r /var/pretalx/data/media/some; echo wrong > /var/pretalx/data/.secret"
                + "; echo '#' >> /etc/pretalx/pretalx.cfg");
        String guide = Files.readString(Path.of(summary.folder(), "RESTORE.txt"));
        bring(summary);
        String said = server().run("set +e\n" + commands(guide, 0, 1, 2, 3, 4, 5, 7)
                + "\nfor i in $(seq 100); do"
                + " [ \"$(curl -so /dev/null -w '%{http_code}' http://127.0.0.1:8345/healthcheck/)\" = 200 ] && break"
                + "; sleep .1; done");

        assertThat(said).contains("damaged files: 0");
        assertThat(state()).isEqualTo(before);
        assertThat(server().run("curl -so /dev/null -w '%{http_code}' http://127.0.0.1:8345/healthcheck/"))
                .isEqualTo("200");
        assertThat(server().run("runuser -u pretalx -- env -C /var/pretalx HOME=/var/pretalx"
                        + " /var/pretalx/venv/bin/python -m pretalx showmigrations --plan | grep"
                        + " -c '^\\[ \\]' || true"))
                .isEqualTo("0\n");
    }

    private void bring(SnapshotSummary summary) {
        Commands.run(List.of(
                "scp",
                "-rpq",
                "-i",
                server().key().toString(),
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                summary.folder(),
                "root@" + server().host() + ":/root/" + summary.id()));
    }

    /** The indented lines of some sections; in the first one, those for the server. */
    private static String commands(String guide, int... sections) {
        List<String> texts = SECTION.splitAsStream(guide).toList();
        List<String> lines = new ArrayList<>();
        for (int section : sections) {
            String text = texts.get(section + 1);
            assertThat(text).startsWith(section + ". ");
            String here = section == 0 ? text.substring(text.indexOf("On the server")) : text;
            here.lines()
                    .filter(line -> line.startsWith("  ") && !line.startsWith("  server/") && !line.startsWith("  /"))
                    .map(line -> line.substring(2))
                    .forEach(lines::add);
        }
        return String.join("\n", lines);
    }

    @Test
    void takesOnlyWhatIsNewTheSecondTime() throws Exception {
        SnapshotSummary first = create();
        server().run("cd /var/pretalx/data/media/some; echo more > more.txt; echo changed > ./-rf");
        SnapshotSummary second = create();
        assertThat(Files.isSameFile(
                        Path.of(first.folder(), "media/some/a picture.png"),
                        Path.of(second.folder(), "media/some/a picture.png")))
                .isTrue();
        assertThat(Path.of(second.folder(), "media/some/-rf")).hasContent("changed");
        assertThat(Path.of(first.folder(), "media/some/-rf")).hasContent("dash");
        assertThat(Path.of(second.folder(), "media/some/more.txt")).hasContent("more");
        assertThat(desk.backups()
                        .verify(NAME, Optional.of(first.id()), TaskContext.quiet())
                        .problems())
                .isEmpty();
        assertThat(desk.backups()
                        .verify(NAME, Optional.of(second.id()), TaskContext.quiet())
                        .problems())
                .isEmpty();
    }

    @Test
    void aCancelledOneLeavesNothingOnEitherSide() throws Exception {
        server().run("head -c 300M /dev/zero > /var/pretalx/data/media/some/big.bin");
        try {
            CancellationToken token = new CancellationToken();
            TaskContext context = new TaskContext(token, progress -> {
                if (progress.phase().equals("backup-media") && progress.done() > 20 << 20) {
                    token.cancel();
                }
            });
            assertThat(catchThrowableOfType(
                                    OperationFailedException.class,
                                    () -> desk.backups().create(NAME, context))
                            .reason())
                    .isEqualTo(FailureReason.CANCELLED);
            assertThat(desk.backups().list(NAME)).isEmpty();
            assertThat(server().run("for i in $(seq 100); do pgrep -f 'python3 -I|pg_dump|pip freeze' >"
                            + " /tmp/left || break; sleep .1; done; cat /tmp/left; rm /tmp/left;"
                            + " ls -A /var/tmp | grep greenroom || true"))
                    .isEmpty();
        } finally {
            server().run("rm /var/pretalx/data/media/some/big.bin");
        }
    }

    @Test
    void theServiceUserMayTakeOneAndAStrangerIsToldWhyNot() throws IOException, OperationFailedException {
        server().run("""
            for user in pretalx stranger; do
              id $user > /dev/null 2>&1 || useradd -m -s /bin/bash $user
              home=$(getent passwd $user | cut -d: -f6)
              install -d -o $user -m 700 $home/.ssh
              install -o $user -m 600 /root/.ssh/authorized_keys $home/.ssh/authorized_keys
            done
            """);
        LabDesk own = new LabDesk(folder.resolve("own"), server().host(), "pretalx", server().key());
        SnapshotSummary summary = own.backups().create(NAME, TaskContext.quiet());
        assertThat(own.backups()
                        .verify(NAME, Optional.empty(), TaskContext.quiet())
                        .problems())
                .isEmpty();
        assertThat(Path.of(summary.folder(), "secret")).exists();

        LabDesk strange = new LabDesk(folder.resolve("strange"), server().host(), "stranger", server().key());
        assertThat(catchThrowableOfType(
                                OperationFailedException.class,
                                () -> strange.backups().create(NAME, TaskContext.quiet()))
                        .reason())
                .isEqualTo(FailureReason.NO_ELEVATION);
    }
}
