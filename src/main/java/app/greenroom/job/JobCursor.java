package app.greenroom.job;

import app.greenroom.domain.job.JobEvent;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.job.JobListener;
import app.greenroom.domain.job.JobPlan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * How far a job has been followed. Keeps its place over lost connections, so that its listener is told everything
 * exactly once. Belongs to one thread.
 */
public final class JobCursor {
    private static final String LEFT_OUT = "\n[...]\n";

    private final PlanFormat format = new PlanFormat();
    private final JobId job;
    private final Consumer<JobPlan> planned;
    private final JobListener listener;
    private final Map<Integer, Long> outputs = new TreeMap<>();
    private final Map<Integer, CharsetDecoder> decoders = new TreeMap<>();
    private final Map<Integer, ByteBuffer> halves = new TreeMap<>();
    private Optional<JobPlan> plan = Optional.empty();
    private long journal;
    private long number;
    private boolean introduced;
    private boolean attached;
    private long attachments;

    /**
     * At the beginning of a job.
     *
     * @param job to be followed
     * @param planned told the plan, without its scripts, before anything else
     * @param listener told everything
     */
    public JobCursor(JobId job, Consumer<JobPlan> planned, JobListener listener) {
        this.job = job;
        this.planned = planned;
        this.listener = listener;
    }

    /** The job that is followed. */
    public JobId job() {
        return job;
    }

    /** How often the server began to tell about the job. */
    public long attachments() {
        return attachments;
    }

    long journal() {
        return journal;
    }

    Map<Integer, Long> outputs() {
        return outputs;
    }

    /** Whether the server ever told something about the job. */
    public boolean attached() {
        return introduced;
    }

    /** The connection is lost; the listener is told once, and once again when it is back. */
    public void lost() {
        if (attached) {
            attached = false;
            listener.connection(false);
        }
    }

    /** Takes what the server says. */
    void accept(JsonNode document) throws IOException {
        try {
            if (document.has("event")) {
                event(document);
            } else if (document.has("output")) {
                output(document);
            } else if (document.has("cut")) {
                cut(document);
            } else if (document.has("plan")) {
                plan(document.path("plan"));
            } else if (!document.has("alive")) {
                throw new AnswerReader.Unreadable("unknown document");
            }
        } catch (IllegalArgumentException e) {
            throw new AnswerReader.Unreadable(e.toString());
        }
    }

    private void plan(JsonNode node) {
        if (!introduced) {
            introduced = true;
            plan = Optional.of(format.plan(node));
            planned.accept(plan.get());
        } else if (!attached) {
            listener.connection(true);
        }
        attached = true;
        attachments++;
    }

    private void event(JsonNode document) throws IOException {
        JobPlan of = plan.orElseThrow(() -> new AnswerReader.Unreadable("an event before the plan"));
        JobEvent event = format.event(of, document.path("event"));
        long next = PlanFormat.strictly(() -> document.path("next").asLong());
        if (event.number() != number + 1) {
            throw new AnswerReader.Unreadable("event " + event.number() + " after " + number);
        }
        number = event.number();
        journal = next;
        listener.event(event);
    }

    private void output(JsonNode document) throws IOException {
        int step = step(document, "output");
        long at = PlanFormat.strictly(() -> document.path("at").asLong());
        long expected = outputs.getOrDefault(step, 0L);
        if (at != expected) {
            throw new AnswerReader.Unreadable("output of step " + step + " at " + at + " instead of " + expected);
        }
        byte[] data = Base64.getDecoder()
                .decode(PlanFormat.strictly(() -> document.path("data").asString()));
        outputs.put(step, at + data.length);
        String text = decode(step, data);
        if (!text.isEmpty()) {
            listener.output(step, text);
        }
    }

    /** Of which step it is; only steps of the plan have output, so that a server cannot make ever more of them. */
    private int step(JsonNode document, String name) throws IOException {
        int step = PlanFormat.strictly(() -> document.path(name).asInt());
        if (step < -1 || step >= plan.map(each -> each.steps().size()).orElse(0)) {
            throw new AnswerReader.Unreadable("output of no step: " + step);
        }
        return step;
    }

    private void cut(JsonNode document) throws IOException {
        int step = step(document, "cut");
        outputs.put(step, PlanFormat.strictly(() -> document.path("to").asLong()));
        listener.output(step, LEFT_OUT);
    }

    /** A character that is cut between two pieces is kept for the next one. */
    private String decode(int step, byte[] data) {
        CharsetDecoder decoder = decoders.computeIfAbsent(
                step,
                any -> StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
        ByteBuffer half = halves.getOrDefault(step, ByteBuffer.allocate(0));
        ByteBuffer bytes = ByteBuffer.allocate(half.remaining() + data.length)
                .put(half)
                .put(data)
                .flip();
        CharBuffer text = CharBuffer.allocate(bytes.remaining() + 1);
        decoder.decode(bytes, text, false);
        halves.put(step, bytes.slice());
        return text.flip().toString();
    }
}
