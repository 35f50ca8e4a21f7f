package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.upgrade.Preflight;
import app.greenroom.domain.upgrade.PreflightNote;
import app.greenroom.domain.upgrade.PreflightNote.Code;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import app.greenroom.domain.upgrade.UpgradeChoice;
import app.greenroom.operation.upgrade.ReleaseTableFile;
import app.greenroom.task.TaskContext;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Real rows, tables, files and locks that would stop an upgrade half-way are found before. */
class PreflightOnServerIT {
    private static final String TROUBLE = """
        cd /
        q() { runuser -u postgres -- psql -qAt pretalx -c "$1"; }
        last='(select max(id) from person_user where id < 999999)'
        q "update person_user set email = upper(email) where id = $last"
        q "insert into person_user select (jsonb_populate_record(u, jsonb_build_object('id', 999999, 'email', lower(u.email), \
           'code', 'ZZZZZ9'))).* from person_user u where id = $last"
        q "update submission_submission set state = 'deleted' where id = (select min(id) from submission_submission)"
        q "create table gone_vote (id int, talk_id int references submission_submission (id))"
        q "alter table gone_vote owner to pretalx"
        q "insert into gone_vote select 1, min(id) from submission_submission"
        chown root: /var/pretalx/data/logs/pretalx.log
        nohup python3 -c "
        import fcntl, time
        lock = open('/var/lib/dpkg/lock-frontend', 'w')
        fcntl.lockf(lock, fcntl.LOCK_EX)
        time.sleep(120)" > /dev/null 2>&1 &
        sleep 1
        """;

    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);

    @TempDir
    Path home;

    @Test
    void everyTroubleIsNamed() throws Exception {
        server.run(TROUBLE);
        ServerFacts facts = new LabDesk(home, server.host(), "root", server.key())
                .inspections()
                .inspect(LabDesk.SERVER, TaskContext.quiet())
                .facts();
        Preflight.Situation situation = new Preflight.Situation(
                facts, facts.instances().getFirst(), new ReleaseTableFile(home.resolve("none")).read(), List.of());
        List<PreflightNote> notes = Preflight.check(situation, UpgradeChoice.to(PretalxVersion.of("2026.2.1")))
                .notes();
        assertThat(notes)
                .contains(
                        PreflightNote.of(Code.PACKAGES_BUSY, Level.BLOCKER, "python3"),
                        PreflightNote.of(Code.UNWRITABLE, Level.BLOCKER, "/var/pretalx/data/logs/pretalx.log"),
                        PreflightNote.of(Code.DELETED_HELD, Level.BLOCKER, "2026.1.2", "gone_vote", "1"),
                        PreflightNote.of(Code.STRAY_TABLES, Level.WARNING, "1", "gone_vote"));
        assertThat(notes)
                .extracting(PreflightNote::code)
                .contains(Code.DUPLICATE_EMAILS, Code.DELETED_PROPOSALS, Code.FOREIGN_FILES);
        assertThat(notes).extracting(PreflightNote::code).doesNotContain(Code.NOT_CHECKED);
    }
}
