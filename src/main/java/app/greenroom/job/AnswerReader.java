package app.greenroom.job;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.ssh.RemoteHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what the program on a server says, as it comes: JSON lines between two sentinel lines. What stands before the
 * first and after the second is a login shell's talk and is ignored. The last document is the answer.
 */
final class AnswerReader implements RemoteHost.ByteSink {
    private static final int MOST_IN_A_LINE = 8 << 20;

    private final JsonMapper json = new JsonMapper();
    private final String sentinel;
    private final DocumentSink documents;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean begun;
    private boolean ended;
    private Optional<JsonNode> answer = Optional.empty();

    /**
     * A reader.
     *
     * @param documents told every document but the answer
     */
    AnswerReader(String sentinel, DocumentSink documents) {
        this.sentinel = sentinel;
        this.documents = documents;
    }

    @Override
    public void accept(byte[] buffer, int offset, int length) throws IOException {
        int begin = offset;
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] == '\n') {
                keep(buffer, begin, i);
                take(line.toString(StandardCharsets.UTF_8));
                line.reset();
                begin = i + 1;
            }
        }
        keep(buffer, begin, offset + length);
    }

    private void keep(byte[] buffer, int begin, int end) throws Unreadable {
        if (line.size() + end - begin > MOST_IN_A_LINE) {
            throw new Unreadable("a line of more than " + MOST_IN_A_LINE + " bytes");
        }
        line.write(buffer, begin, end - begin);
    }

    /**
     * The answer; empty if the program was cut short.
     *
     * @throws OperationFailedException with the reason for which it refused
     */
    Optional<JsonNode> answer() throws OperationFailedException {
        if (ended && answer.isPresent() && answer.get().has("refused")) {
            throw refusal(answer.get());
        }
        return ended ? answer.map(each -> each.path("answer")) : Optional.empty();
    }

    private void take(String text) throws IOException {
        if (ended) {
            return;
        }
        if (text.strip().equals(sentinel)) {
            ended = begun;
            begun = true;
        } else if (begun) {
            JsonNode document;
            try {
                document = json.readTree(text);
            } catch (JacksonException e) {
                throw new Unreadable("no JSON: " + text.substring(0, Math.min(text.length(), 200)));
            }
            if (document.has("answer") || document.has("refused")) {
                answer = Optional.of(document);
            } else {
                documents.accept(document);
            }
        }
    }

    private static OperationFailedException refusal(JsonNode document) {
        String argument = document.path("argument").asString("");
        return switch (document.path("refused").asString("")) {
            case "busy" -> failure(FailureReason.JOB_RUNNING, argument);
            case "unfinished" -> failure(FailureReason.JOB_UNFINISHED, argument);
            case "busy-server" -> elsewhere(FailureReason.SERVER_BUSY, argument, document);
            case "unfinished-server" -> elsewhere(FailureReason.SERVER_UNFINISHED, argument, document);
            case "unknown" -> failure(FailureReason.JOB_UNKNOWN, argument);
            case "newer" -> failure(FailureReason.JOB_NEWER, argument);
            case "state" -> failure(FailureReason.JOB_STATE, argument);
            case "not-endable" -> failure(FailureReason.STEP_NOT_ENDABLE, argument);
            case "full" -> failure(FailureReason.SERVER_DISK_FULL, argument);
            case "denied" -> failure(FailureReason.NO_ELEVATION, argument);
            default -> new OperationFailedException(FailureReason.COMMAND_FAILED, argument, "greenroom job", argument);
        };
    }

    /** A job of another instance that is in the way is told with who began it, and for which one. */
    private static OperationFailedException elsewhere(FailureReason reason, String job, JsonNode document) {
        return new OperationFailedException(
                reason,
                job,
                job,
                document.path("by").asString(""),
                document.path("target").asString(""));
    }

    private static OperationFailedException failure(FailureReason reason, String argument) {
        return new OperationFailedException(reason, argument, argument);
    }

    /** Is told documents as they come. */
    @FunctionalInterface
    interface DocumentSink {
        /** Takes one. */
        void accept(JsonNode document) throws IOException;
    }

    /** What came is not what was asked for. */
    static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }
}
