package app.greenroom.operation.upgrade;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.restore.KeptState;
import app.greenroom.domain.upgrade.ReleaseNotes;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.util.List;

/**
 * What a plan tells besides what it needs.
 *
 * @param kept finds what earlier jobs have set aside
 * @param notes reads what is written about releases
 */
public record UpgradeExtras(Kept kept, Notes notes) {
    /** Nothing more. */
    public static UpgradeExtras none() {
        return new UpgradeExtras((host, facts, context) -> List.of(), releases -> releases);
    }

    /** Finds what earlier jobs of an instance have set aside. */
    public interface Kept {
        /** What is still there; changes nothing. */
        List<KeptState> on(RemoteHost host, InstanceFacts facts, TaskContext context)
                throws SshException, OperationFailedException, IOException;
    }

    /** Reads what is written about releases. */
    public interface Notes {
        /** The same releases, with what could be read; takes seconds at most and never fails. */
        List<ReleaseNotes> read(List<ReleaseNotes> releases);
    }
}
