package app.greenroom.operation.server;

import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.operation.PracticeServer;
import app.greenroom.task.TaskContext;
import java.util.List;

/** A practice server that is at another port at each start. */
final class FakePractice implements PracticeServer {
    int port = 40_000;
    int starts;

    @Override
    public ServerProfile start(TaskContext context) {
        starts++;
        return new ServerProfile(
                "practice",
                "127.0.0.1",
                port,
                "practice",
                new SshAuthentication.KeyFile("/tmp/key-" + port),
                false,
                true,
                List.of());
    }

    @Override
    public boolean running() {
        return starts > 0;
    }

    @Override
    public HostKey hostKey() {
        return FakeHosts.OTHER_KEY;
    }

    @Override
    public void close() {}
}
