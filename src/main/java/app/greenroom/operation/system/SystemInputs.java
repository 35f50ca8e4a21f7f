package app.greenroom.operation.system;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.system.SystemChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the steps of a change of the system are made from.
 *
 * @param job name of the job
 * @param created when it was planned
 * @param by user and computer that planned it
 * @param facts what the last look found about the instance; settings and the installed version must be known
 * @param change what was asked for
 * @param packages names of packages to be installed; may be empty
 * @param configFile the file of pretalx' configuration to be changed; empty for none
 * @param window whether the site is closed for it
 * @param usual how long steps usually take on this server, by the step's name; may be empty
 */
record SystemInputs(
        JobId job,
        Instant created,
        String by,
        InstanceFacts facts,
        SystemChange change,
        List<String> packages,
        String configFile,
        boolean window,
        Map<String, Duration> usual) {
    /** Copies the collections. */
    SystemInputs {
        packages = List.copyOf(packages);
        usual = Map.copyOf(usual);
    }
}
