package app.greenroom.viewmodel.walk;

import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobListener;
import app.greenroom.domain.job.JobPlan;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Brings what a follower hears to the UI thread, in order and in batches, so that a flood of output cannot drown it. */
final class JobFeed implements JobListener {
    private final Executor ui;
    private final Walk walk;
    private final Queue<Runnable> untold = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean due = new AtomicBoolean();

    /** What is told on the UI thread. */
    interface Walk {
        void planned(JobPlan plan);

        void event(JobEvent event);

        void output(int step, String text);

        void connection(boolean connected);
    }

    JobFeed(Executor ui, Walk walk) {
        this.ui = ui;
        this.walk = walk;
    }

    void planned(JobPlan plan) {
        add(() -> walk.planned(plan));
    }

    @Override
    public void event(JobEvent event) {
        add(() -> walk.event(event));
    }

    @Override
    public void output(int step, String text) {
        add(() -> walk.output(step, text));
    }

    @Override
    public void connection(boolean connected) {
        add(() -> walk.connection(connected));
    }

    private void add(Runnable telling) {
        untold.add(telling);
        if (due.compareAndSet(false, true)) {
            ui.execute(this::drain);
        }
    }

    /** Tells all that was heard so far; on the UI thread. */
    void drain() {
        due.set(false);
        for (Runnable next = untold.poll(); next != null; next = untold.poll()) {
            next.run();
        }
    }
}
