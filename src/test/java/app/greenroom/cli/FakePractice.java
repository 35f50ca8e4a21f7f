package app.greenroom.cli;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.operation.PracticeServer;
import app.greenroom.task.TaskContext;
import java.util.List;

/** A practice server that only says that it runs. */
final class FakePractice implements PracticeServer {
    private boolean running;
    private String missing = "";

    /** This computer lacks something from now on. */
    void missing(String what) {
        missing = what;
    }

    @Override
    public ServerProfile start(TaskContext context) throws OperationFailedException {
        if (!missing.isEmpty()) {
            throw new OperationFailedException(FailureReason.PRACTICE_UNAVAILABLE, "not found", missing);
        }
        running = true;
        return new ServerProfile(
                "practice",
                "127.0.0.1",
                2222,
                "practice",
                new SshAuthentication.KeyFile("/tmp/practice/key"),
                false,
                true,
                List.of());
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
