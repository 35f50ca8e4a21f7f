package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.task.TaskContext;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Drills of a site on PostgreSQL. */
class PostgresqlDrillsIT extends DrillsOnServerIT {
    @RegisterExtension
    static final LabServer server = LabServer.of(LabServer.Layer.POSTGRESQL);

    @Override
    LabServer server() {
        return server;
    }

    @Override
    String dumpName() {
        return "database.dump";
    }

    @Override
    String dumpingWithLosses() {
        return """
            cd /tmp
            runuser -u postgres -- createdb lossy
            runuser -u postgres -- sh -c 'pg_dump -Fc pretalx | pg_restore -d lossy'
            runuser -u postgres -- psql -qd lossy -c 'SET client_min_messages TO error' \
              -c 'TRUNCATE submission_submission CASCADE' -c 'DROP TABLE schedule_talkslot CASCADE'
            runuser -u postgres -- pg_dump -Fc lossy > /root/lossy.dump
            runuser -u postgres -- dropdb lossy
            echo /root/lossy.dump
            """;
    }

    @Test
    void theServiceUserAloneCanDrillAsSoonAsItsRoleMayCreateDatabases() throws Exception {
        server.run("""
            install -d -o pretalx -m 700 /var/pretalx/.ssh
            install -o pretalx -m 600 /root/.ssh/authorized_keys /var/pretalx/.ssh/authorized_keys
            usermod -s /bin/bash pretalx
            """);
        LabDesk own = new LabDesk(folder.resolve("own"), server.host(), "pretalx", server.key());
        TargetName name = TargetName.parse(LabDesk.SERVER);
        own.backups().create(name, TaskContext.quiet());
        OperationFailedException refused = catchThrowableOfType(
                OperationFailedException.class, () -> own.drills().drill(name, Optional.empty(), TaskContext.quiet()));
        assertThat(refused.reason()).isEqualTo(FailureReason.DRILL_IMPOSSIBLE);
        assertThat(refused.arguments().getFirst()).contains("pretalx may not create a database");

        server.run("cd /; runuser -u postgres -- psql -qc 'ALTER ROLE pretalx CREATEDB'");
        assertThat(own.drills()
                        .drill(name, Optional.empty(), TaskContext.quiet())
                        .proven())
                .isTrue();
        server.run("cd /; runuser -u postgres -- psql -qc 'ALTER ROLE pretalx NOCREATEDB'");
    }
}
