package app.greenroom.support;

import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Keeps what a follower is told; others may wait for it. */
public class JobRecorder implements JobListener {
    private final List<JobEvent> events = new ArrayList<>();
    private final Map<Integer, StringBuilder> outputs = new TreeMap<>();
    private final List<Boolean> connections = new ArrayList<>();
    private final List<String> order = new ArrayList<>();
    private final List<Awaited> awaited = new ArrayList<>();

    @Override
    public synchronized void event(JobEvent event) {
        events.add(event);
        order.add(event.kind() + (event.step() < 0 ? "" : " " + event.step()));
        awaited.stream().filter(each -> each.what.test(this)).forEach(each -> each.latch.countDown());
    }

    @Override
    public synchronized void output(int step, String text) {
        outputs.computeIfAbsent(step, any -> new StringBuilder()).append(text);
        order.add("output " + step);
        awaited.stream().filter(each -> each.what.test(this)).forEach(each -> each.latch.countDown());
    }

    @Override
    public synchronized void connection(boolean connected) {
        connections.add(connected);
        order.add("connection " + connected);
    }

    /** Every event. */
    public synchronized List<JobEvent> events() {
        return List.copyOf(events);
    }

    /** Kinds with steps, such as {@code STEP_DONE 2}, and outputs, in the order told. */
    public synchronized List<String> order() {
        return List.copyOf(order);
    }

    /** Kinds with steps. */
    public synchronized List<String> kinds() {
        return order.stream()
                .filter(each -> Character.isUpperCase(each.charAt(0)))
                .toList();
    }

    /** All output of a step. */
    public synchronized String output(int step) {
        return outputs.getOrDefault(step, new StringBuilder()).toString();
    }

    /** All output of all steps. */
    public synchronized String all() {
        return String.join("", outputs.values());
    }

    /** Lost and back. */
    public synchronized List<Boolean> connections() {
        return List.copyOf(connections);
    }

    /** Whether something was told, such as {@code STEP_DONE 2}. */
    public synchronized boolean told(String kind) {
        return order.contains(kind);
    }

    /** Waits until this recorder was told something; fails after half a minute. */
    public void await(Predicate<JobRecorder> what) throws InterruptedException {
        await(what, Duration.ofSeconds(30));
    }

    /** Waits until this recorder was told something; fails after a time. */
    public void await(Predicate<JobRecorder> what, Duration limit) throws InterruptedException {
        Awaited one = new Awaited(what, new CountDownLatch(1));
        synchronized (this) {
            if (what.test(this)) {
                return;
            }
            awaited.add(one);
        }
        if (!one.latch.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("waited in vain; told: " + order());
        }
    }

    private record Awaited(Predicate<JobRecorder> what, CountDownLatch latch) {}
}
