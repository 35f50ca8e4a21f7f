package app.greenroom.viewmodel.fake;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.operation.PracticeServer;
import app.greenroom.task.TaskContext;

/** A practice server that is only a profile. */
public final class FakePractice implements PracticeServer {
    private boolean running;
    private boolean possible = true;

    /** This computer cannot run it. */
    public void impossible() {
        possible = false;
    }

    @Override
    public ServerProfile start(TaskContext context) throws OperationFailedException {
        if (!possible) {
            throw new OperationFailedException(FailureReason.PRACTICE_UNAVAILABLE, "no python", "python3");
        }
        running = true;
        return Sample.practice();
    }

    @Override
    public boolean running() {
        return running;
    }

    @Override
    public HostKey hostKey() {
        return FakeServers.KEY;
    }

    @Override
    public void close() {
        running = false;
    }
}
