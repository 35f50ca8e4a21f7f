package app.greenroom.lab;

import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.upgrade.UpgradeChoice;
import app.greenroom.domain.upgrade.UpgradePlan;
import app.greenroom.task.TaskContext;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ways back of a site on SQLite, behind an upgrade whose environments are really built. */
@Tag("long")
class SqliteRollbackIT extends RollbackOnServerIT {
    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.SQLITE);

    @Override
    LabServer server() {
        return server;
    }

    @Override
    JobId upgrade(LabDesk desk) throws Exception {
        UpgradePlan plan = desk.upgrades()
                .plan(
                        TargetName.parse(LabDesk.SERVER),
                        new UpgradeChoice(Optional.of(PretalxVersion.of("2026.1.2")), List.of()),
                        TaskContext.quiet());
        return desk.upgrades().start(plan, true, TaskContext.quiet());
    }

    @Override
    String counting() {
        return "sqlite3 -separator ' ' /var/pretalx/data/db.sqlite3 'select (select count(*) from"
            + " submission_submission), (select count(*) from person_user), (select title from submission_submission"
            + " order by id limit 1)'";
    }
}
