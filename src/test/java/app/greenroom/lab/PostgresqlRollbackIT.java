package app.greenroom.lab;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.job.JobClient;
import app.greenroom.task.TaskContext;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ways back of a site on PostgreSQL, over two hops. */
class PostgresqlRollbackIT extends RollbackOnServerIT {
    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.HOPS);

    @Override
    LabServer server() {
        return server;
    }

    @Override
    JobId upgrade(LabDesk desk) throws Exception {
        InstanceFacts facts = look(desk);
        while (facts.installation().webUnit().isEmpty()) { // a server that has just started is busy
            facts = look(desk);
        }
        JobPlan plan = StagedUpgrade.plan("upgrade-staged", facts, UnaryOperator.identity());
        new JobClient(new Random()).start(new OpenSshHost(server), plan, TaskContext.quiet());
        return plan.id();
    }

    private static InstanceFacts look(LabDesk desk) throws Exception {
        return desk.inspections()
                .inspect(LabDesk.SERVER, TaskContext.quiet())
                .facts()
                .instances()
                .getFirst();
    }

    @Override
    String counting() {
        return "runuser -u postgres -- psql -At pretalx -c \"select (select count(*) from submission_submission),"
            + " (select count(*) from person_user), (select count(*) from submission_submission where title = 'Edited"
            + " since')\"";
    }
}
