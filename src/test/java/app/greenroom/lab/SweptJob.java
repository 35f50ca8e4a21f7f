package app.greenroom.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobPlan;
import app.greenroom.domain.job.JobPlan.Step;
import app.greenroom.domain.job.JobState;
import app.greenroom.job.JobClient;
import app.greenroom.lab.WindowSweepIT.Case;
import app.greenroom.support.JobRecorder;
import app.greenroom.task.TaskContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** One upgrade with one fault in it: strikes, does afterwards what a person would, and tells what came of it. */
final class SweptJob {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int MOST_TRIES = 3;
    private static final String BY = "kim@laptop";

    private final SweptServer swept;
    private final LabServer server;
    private final Case one;
    private final JobPlan plan;
    private final OpenSshHost host;
    private final JobClient client = new JobClient(new Random());
    private final JobRecorder told = new JobRecorder();
    private Watch watch;
    private long struck = System.nanoTime();

    SweptJob(SweptServer swept, Case one, String id) {
        this.swept = swept;
        this.server = swept.server();
        this.one = one;
        this.host = new OpenSshHost(server);
        this.plan = StagedUpgrade.plan(id, swept.facts(), this::changed);
        this.watch = new Watch(client, host, plan, told);
    }

    /**
     * What came of it.
     *
     * @param byItself where it stood before anybody came
     * @param end how it ended
     * @param asked what had to be asked for until then
     * @param down seconds in which visitors saw no page of the site
     * @param healthy seconds from the fault to a site that answers for good
     * @param reached whether the fault came at all
     */
    record Outcome(JobState byItself, JobState end, String asked, double down, double healthy, boolean reached) {
        String line(Case one) {
            return String.format(
                    Locale.ROOT,
                    "sweep | %-14s | %-18s | %-6s | %-11s | %-6s | %-8s | %5.1f | %5.1f%s%n",
                    one.place(),
                    one.fault(),
                    one.moment(),
                    byItself,
                    asked,
                    end == JobState.DONE ? "2026.2.1" : "2025.2.2",
                    down,
                    healthy,
                    reached ? "" : " | over before");
        }
    }

    JobPlan plan() {
        return plan;
    }

    String told() {
        return one + ": " + told.order() + "\n"
                + plan.steps().stream()
                        .map(step ->
                                step.name() + ": " + told.output(plan.steps().indexOf(step)))
                        .toList();
    }

    List<Long> numbersTold() {
        return told.events().stream().map(JobEvent::number).toList();
    }

    private Step changed(Step step) {
        if (one.place().is(step)) {
            return one.fault().at(step, one.place().inUndo(), one.moment(), one.seconds());
        }
        return one.place().inUndo() && step.name().equals("gate")
                ? StagedUpgrade.running(step, "#!/bin/sh\necho not good enough; exit 1\n")
                : step;
    }

    Outcome run() throws Exception {
        Visitor visitor = new Visitor(server.host());
        try (visitor) {
            client.start(host, plan, TaskContext.quiet());
            watch.begin();
            told.await(each -> one.place().reached(plan, each) || one.place().passed(plan, each), PATIENCE);
            boolean reached = one.place().reached(plan, told);
            struck = System.nanoTime();
            if (reached) {
                strike();
            }
            JobState first = watch.end(PATIENCE);
            relieve();
            String asked = "";
            JobState end = first;
            for (int i = 0; i < MOST_TRIES && !end.ended(); i++) {
                System.out.println(end + " after " + told());
                asked = ask(end);
                end = watch.end(PATIENCE);
            }
            assertThat(end).as(this::told).isIn(JobState.DONE, JobState.UNDONE);
            visitor.awaitGood(PATIENCE);
            return new Outcome(
                    first, end, asked, visitor.secondsWithout200(), visitor.secondsToGoodSince(struck), reached);
        }
    }

    // ---- what goes wrong, seen from outside ----

    private void strike() throws Exception {
        switch (one.fault()) {
            case FAILS, KILLED -> swept.go(plan);
            case SILENT -> silence();
            case RUNNER_KILLED -> {
                server.run("systemctl kill --signal=KILL --kill-whom=main greenroom-"
                        + plan.id().text());
                swept.go(plan);
            }
            case POWER_CUT -> {
                server.cutPower();
                swept.go(plan);
                server.boot();
            }
            case NETWORK_DROPPED -> {
                Commands.run(List.of("ip", "link", "set", server.networkInterface(), "down"));
                swept.go(plan);
                watch.awaitLoss(PATIENCE);
                Commands.run(List.of("ip", "link", "set", server.networkInterface(), "up"));
            }
            case DISK_FULL -> {
                swept.fillDisk();
                swept.go(plan);
            }
            case DATABASE_STOPPED ->
                withhold("systemctl stop postgresql@17-main", "systemctl start postgresql@17-main");
            case DATABASE_CROWDED ->
                withhold(psql("alter role pretalx connection limit 0"), psql("alter role pretalx connection limit -1"));
            case DATABASE_READ_ONLY -> {
                server.run(psql("alter database pretalx set default_transaction_read_only = on"));
                swept.go(plan);
            }
            case CLIENT_KILLED -> {
                watch.kill();
                swept.go(plan);
                watch.begin();
            }
            case SECOND_CLIENT -> secondClient();
        }
    }

    private void silence() throws Exception {
        swept.go(plan);
        int index = one.place().index(plan);
        if (one.place().inUndo() || !plan.steps().get(index).endable()) {
            // somebody on the server has to look why
            String leader = "$(tail -1 /var/lib/greenroom/jobs/%s/processes | sed 's/.*\"pid\": //; s/,.*//')"
                    .formatted(plan.id().text());
            server.run("ps -o pid= --sid " + leader + " | xargs kill -KILL");
            return;
        }
        told.await(each -> each.told("SILENT " + index), PATIENCE);
        client.endStep(host, plan.id(), BY, TaskContext.quiet());
    }

    private void withhold(String now, String later) throws Exception {
        server.run(now + "\nsystemd-run --quiet --on-active=5 " + later);
        swept.go(plan);
    }

    private static String psql(String statement) {
        return "runuser -u postgres -- psql -q -c '" + statement + "'";
    }

    private void secondClient() throws Exception {
        OpenSshHost other = new OpenSshHost(server);
        JobClient second = new JobClient(new Random());
        JobPlan theirs = StagedUpgrade.plan(plan.id().text() + "-too", swept.facts(), step -> step);
        assertThatThrownBy(() -> second.start(other, theirs, TaskContext.quiet()))
                .isInstanceOfSatisfying(
                        OperationFailedException.class,
                        e -> assertThat(e.reason()).isEqualTo(FailureReason.JOB_RUNNING));
        JobRecorder toldToThem = new JobRecorder();
        Watch beside = new Watch(second, other, plan, toldToThem);
        beside.begin();
        swept.go(plan);
        JobState end = beside.end(PATIENCE);
        assertThat(end).isEqualTo(watch.end(PATIENCE));
        assertThat(toldToThem.events()).isEqualTo(told.events());
    }

    /** What is missing is there again. */
    private void relieve() throws Exception {
        swept.emptyDisk();
        if (one.fault() == WindowFault.DISK_FULL) {
            server.run("systemctl start postgresql@17-main redis-server nginx");
        } else if (one.fault() == WindowFault.DATABASE_READ_ONLY) {
            server.run(psql("alter database pretalx reset default_transaction_read_only"));
        }
    }

    /** Asks for what the program offers a person then. */
    private String ask(JobState state) throws Exception {
        int open = plan.steps().stream().map(Step::name).toList().indexOf("open");
        boolean forwards = state != JobState.UNDO_FAILED && told.told("STEP_BEGUN " + open) && !told.told("UNDO_BEGUN");
        if (forwards) {
            client.resume(host, plan.id(), TaskContext.quiet());
        } else {
            client.undo(host, plan.id(), TaskContext.quiet());
        }
        watch.begin();
        return forwards ? "resume" : "undo";
    }
}
