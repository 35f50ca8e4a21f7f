package app.greenroom.operation.server;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.operation.PracticeServer;
import app.greenroom.task.TaskContext;

/** Where a server is now: the practice server is started first, since port, key file and host key change at each start. */
public final class PracticeAddress {
    private final PracticeServer practice;
    private final TrustForThisRun trust;

    /**
     * Starts the given server where the practice profile is meant.
     *
     * @param practice started when first wanted
     * @param trust told the key that the practice server was made with
     */
    public PracticeAddress(PracticeServer practice, TrustForThisRun trust) {
        this.practice = practice;
        this.trust = trust;
    }

    /**
     * The profile as it is, or that of the running practice server under the saved name and with the saved instances.
     *
     * @throws OperationFailedException with reason PRACTICE_UNAVAILABLE
     */
    ServerProfile current(ServerProfile profile, TaskContext context) throws OperationFailedException {
        if (!profile.practice()) {
            return profile;
        }
        ServerProfile running = practice.start(context);
        trust.trustOurs(running.host(), running.port(), practice.hostKey());
        return new ServerProfile(
                profile.name(),
                running.host(),
                running.port(),
                running.user(),
                running.authentication(),
                profile.askEveryTime(),
                true,
                profile.instances());
    }
}
