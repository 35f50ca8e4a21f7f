package app.greenroom.cli;

import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.operation.PracticeServer;
import app.greenroom.task.TaskContext;
import java.util.List;

/** A practice server that only says that it runs. */
final class FakePractice implements PracticeServer {
    private boolean running;

    @Override
    public ServerProfile start(TaskContext context) {
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
