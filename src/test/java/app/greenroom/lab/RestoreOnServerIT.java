package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.restore.KeptState;
import app.greenroom.domain.restore.RestorePlan;
import app.greenroom.domain.restore.RestoreRequest;
import app.greenroom.domain.server.TargetName;
import app.greenroom.support.JobRecorder;
import app.greenroom.task.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A real site is lost in parts and comes back from its snapshot alone. One subclass for each database. */
@TestMethodOrder(MethodOrderer.MethodName.class)
abstract class RestoreOnServerIT {
    private static final TargetName NAME = TargetName.parse(LabDesk.SERVER);
    private static final String ASK = "curl -s -o /dev/null -w '%{http_code}' -b /root/cookies -H 'Host: localhost'"
            + " -H 'X-Forwarded-Proto: https' http://127.0.0.1:8345";

    @TempDir
    Path folder;

    private LabDesk desk;

    abstract LabServer server();

    /** Prints three numbers: events, proposals, users. */
    abstract String counting();

    /** Loses the whole database. */
    abstract String losing();

    @BeforeEach
    void prepare() {
        desk = new LabDesk(folder.resolve("library"), server().host(), "root", server().key());
        server().run("""
            install -d -o pretalx -g pretalx /var/pretalx/data/media/some
            cd /var/pretalx/data/media/some
            echo picture > 'a picture.png'; echo odd > "$(printf 'caf\\351.txt')"; echo dash > ./-rf
            head -c 3M /dev/urandom > big.bin
            chown -R pretalx:pretalx .
            """);
    }

    private String state() {
        return server().run(counting() + "\ncd /var/pretalx/data; find media -type f -print0 | LC_ALL=C sort -z"
                + " | xargs -0 sha256sum; find media -printf '%p %U %m\\n' | LC_ALL=C sort; sha256sum .secret;"
                + " stat -c '%U %a' .secret; crontab -u pretalx -l; sha256sum /etc/pretalx/pretalx.cfg"
                + " /etc/systemd/system/pretalx-*.service");
    }

    private void signIn() {
        server().run("""
            cd /var/pretalx; rm -f /root/cookies
            runuser -u pretalx -- env -C /var/pretalx HOME=/var/pretalx venv/bin/python -m pretalx shell --unsafe-disable-scopes -c "
            from pretalx.person.models import User
            user = User.objects.filter(email='lab@example.org').first() or User.objects.create_user(email='lab@example.org', password='correct horse')
            user.is_administrator = True; user.save()" > /dev/null < /dev/null
            ask="curl -s -c /root/cookies -b /root/cookies -H X-Forwarded-Proto:https -H Host:localhost"
            $ask -o /dev/null http://127.0.0.1:8345/orga/login/
            token=$(awk '/csrf/ {print $7}' /root/cookies)
            sed -i 's/TRUE\\t\\/\\tTRUE/TRUE\\t\\/\\tFALSE/; s/FALSE\\t\\/\\tTRUE/FALSE\\t\\/\\tFALSE/' /root/cookies
            $ask -o /dev/null -H "Referer: https://localhost/" --data-urlencode login_email=lab@example.org \\
              --data-urlencode "login_password=correct horse" --data-urlencode "csrfmiddlewaretoken=$token" \\
              http://127.0.0.1:8345/orga/login/
            sed -i 's/TRUE\\t\\/\\tTRUE/TRUE\\t\\/\\tFALSE/; s/FALSE\\t\\/\\tTRUE/FALSE\\t\\/\\tFALSE/' /root/cookies
            """);
        assertThat(server().run(ASK + "/orga/event/")).as("signed in").isEqualTo("200");
    }

    @Test
    void allIsLostAndComesBackAndWhoWasSignedInStillIs() throws Exception {
        signIn();
        String before = state();
        SnapshotSummary summary = desk.backups().create(NAME, TaskContext.quiet());
        server().run(losing() + """

            rm -r /var/pretalx/data/media /var/pretalx/data/.secret
            echo '# changed' >> /etc/pretalx/pretalx.cfg
            crontab -u pretalx -r
            systemctl restart pretalx-web pretalx-worker
            """);
        assertThat(server().run(ASK + "/orga/event/")).isNotEqualTo("200");

        Visitor visitor = new Visitor(server().host());
        try (visitor) {
            assertThat(restore(RestoreRequest.everything(NAME, Optional.of(summary.id()))))
                    .isEqualTo(JobState.DONE);
        }
        Figures.note("restore of everything, " + getClass().getSimpleName(), visitor);

        assertThat(state()).isEqualTo(before);
        assertThat(server().run(ASK + "/orga/event/"))
                .as("a cookie made before")
                .isEqualTo("200");
        assertThat(server().run("curl -so /dev/null -w '%{http_code}' http://127.0.0.1:8345/healthcheck/"))
                .isEqualTo("200");
        assertThat(server().run("systemctl is-active pretalx-worker; ls -A /var/lib/greenroom/staging;"
                        + " ls -A /var/pretalx/data | grep greenroom || true"))
                .isEqualTo("active\n");
        cleanUp();
        assertThat(state()).isEqualTo(before);
    }

    /** What was kept is listed with what it is, and is gone on wish. */
    private void cleanUp() throws OperationFailedException {
        List<KeptState> kept = desk.cleanup().list(NAME, TaskContext.quiet());
        assertThat(kept).isNotEmpty();
        desk.cleanup().remove(NAME, kept.stream().map(KeptState::job).collect(Collectors.toSet()), TaskContext.quiet());
        assertThat(desk.cleanup().list(NAME, TaskContext.quiet())).isEmpty();
        assertThat(server().run("ls -A /var/pretalx/data | grep before || true"))
                .isEmpty();
    }

    @Test
    void oneFileComesBackWhileTheSiteWorks() throws Exception {
        SnapshotSummary summary = desk.backups().create(NAME, TaskContext.quiet());
        String before = state();
        server().run("cd /var/pretalx/data/media/some; echo wrong > 'a picture.png'; rm -- -rf");
        Visitor visitor = new Visitor(server().host());
        try (visitor) {
            assertThat(restore(RestoreRequest.files(
                            NAME, Optional.of(summary.id()), List.of("some/a picture.png", "some/-rf"))))
                    .isEqualTo(JobState.DONE);
        }
        assertThat(visitor.statuses()).containsOnly(200);
        assertThat(state()).isEqualTo(before);
        assertThat(server().run("cat /var/pretalx/data/media-before-*/some/'a picture.png'"))
                .isEqualTo("wrong\n");
        cleanUp();
    }

    @Test
    void aDamagedSnapshotChangesNothing() throws Exception {
        SnapshotSummary summary = desk.backups().create(NAME, TaskContext.quiet());
        String before = state();
        Path file = Path.of(summary.folder(), "media/some/big.bin");
        RestoreRequest request = RestoreRequest.everything(NAME, Optional.of(summary.id()));
        RestorePlan plan = desk.restores().plan(request, TaskContext.quiet());
        assertThat(file.toFile().setWritable(true)).isTrue();
        byte[] bytes = Files.readAllBytes(file);
        bytes[1000] ^= 1;
        Files.write(file, bytes);

        assertThat(catchThrowableOfType(
                                OperationFailedException.class,
                                () -> desk.restores().start(plan, TaskContext.quiet()))
                        .reason())
                .isEqualTo(FailureReason.SNAPSHOT_DAMAGED);
        assertThat(state()).isEqualTo(before);
        assertThat(desk.restores().plan(request, TaskContext.quiet()).blocked()).isTrue();
    }

    private JobState restore(RestoreRequest request) throws OperationFailedException {
        RestorePlan plan = desk.restores().plan(request, TaskContext.quiet());
        assertThat(plan.blocked()).as(plan.notes().toString()).isFalse();
        JobId job = desk.restores().start(plan, TaskContext.quiet());
        JobRecorder recorder = new JobRecorder();
        JobState state = desk.jobs().follow(NAME, Optional.of(job), any -> {}, recorder, TaskContext.quiet());
        if (state != JobState.DONE) {
            for (int step = 0; step < plan.steps().size(); step++) {
                System.err.println(plan.steps().get(step).name() + ": " + recorder.output(step));
            }
        }
        return state;
    }
}
