package app.greenroom.job;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobState;
import app.greenroom.domain.job.JobSummary;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.task.TaskContext;
import java.util.List;

/** Beginning jobs on a host and knowing those that are there: what an operation needs that starts one. */
public interface HostJobs {
    /**
     * Starts a job and returns as soon as it runs there, detached. Asked again for the same job it starts nothing more.
     *
     * @return where it stands
     * @throws OperationFailedException with reason JOB_RUNNING or JOB_UNFINISHED if another job stands in the way,
     *     NO_PYTHON, NO_ELEVATION, SERVER_DISK_FULL or COMMAND_FAILED
     */
    JobState start(RemoteHost host, JobPlan plan, TaskContext context) throws SshException, OperationFailedException;

    /** Every job of a host that began, newest first, of whichever instance. */
    List<JobSummary> list(RemoteHost host, TaskContext context) throws SshException, OperationFailedException;
}
