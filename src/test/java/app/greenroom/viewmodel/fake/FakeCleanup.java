package app.greenroom.viewmodel.fake;

import app.greenroom.domain.job.JobId;
import app.greenroom.domain.restore.KeptState;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Cleanup;
import app.greenroom.task.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Kept state that exists only as a list. */
public final class FakeCleanup implements Cleanup {
    /** What is there. */
    public final List<KeptState> kept = new ArrayList<>();

    @Override
    public List<KeptState> list(TargetName target, TaskContext context) {
        return List.copyOf(kept);
    }

    @Override
    public List<KeptState> remove(TargetName target, Set<JobId> jobs, TaskContext context) {
        List<KeptState> gone =
                kept.stream().filter(each -> jobs.contains(each.job())).toList();
        kept.removeAll(gone);
        return gone;
    }
}
