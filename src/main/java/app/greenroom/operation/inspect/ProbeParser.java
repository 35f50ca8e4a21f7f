package app.greenroom.operation.inspect;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PackageManager;
import app.greenroom.domain.instance.ServerFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns what the probe printed into facts. A server's answer is untrusted: it is read strictly, and whatever is not
 * exactly what was asked for is a failure with reason {@link FailureReason#ANSWER_UNREADABLE}.
 */
final class ProbeParser {
    private static final int SCHEMA = 1;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxStringLength(64 << 10)
                            .maxNumberLength(40)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final InstanceParser instances = new InstanceParser();

    /**
     * The facts in what the probe printed. Instances carry the id that their units suggest, still to be made lasting.
     *
     * @param printed standard output of the probe
     * @param sentinel the line before and after the document, each exactly once
     * @param readAt when the answer came
     */
    ServerFacts parse(String printed, String sentinel, Instant readAt) throws OperationFailedException {
        Answer answer = new Answer(document(printed, sentinel), "answer", readAt);
        if (answer.number("schema") != SCHEMA) {
            throw answer.unreadable("has schema " + answer.number("schema"));
        }
        return new ServerFacts(
                readAt,
                answer.text("operatingSystem"),
                answer.text("hostName"),
                answer.flag("systemd"),
                clockOffset(answer, readAt),
                answer.flag("elevated"),
                answer.fact("interpreters", list -> list.list(ProbeParser::interpreter))
                        .value()
                        .orElse(List.of()),
                version(answer, "node"),
                version(answer, "npm"),
                answer.texts("tools"),
                packageManager(answer.at("packageManager")),
                instances(answer));
    }

    private static JsonNode document(String printed, String sentinel) throws OperationFailedException {
        String mark = sentinel + "\n";
        int first = printed.indexOf(mark);
        int second = first < 0 ? -1 : printed.indexOf(mark, first + mark.length());
        if (second < 0 || printed.indexOf(sentinel, second + mark.length()) >= 0) {
            throw new OperationFailedException(
                    FailureReason.ANSWER_UNREADABLE,
                    "no single document in an answer of " + printed.length() + " characters");
        }
        try {
            return JSON.readTree(printed.substring(first + mark.length(), second));
        } catch (JacksonException e) {
            throw new OperationFailedException(FailureReason.ANSWER_UNREADABLE, e.getOriginalMessage(), e);
        }
    }

    private List<InstanceFacts> instances(Answer answer) throws OperationFailedException {
        List<InstanceFacts> found = new ArrayList<>();
        for (Answer each : answer.at("instances").elements()) {
            if (!each.has("value")) {
                throw each.unreadable("is unknown: " + each.text("unknown"));
            }
            found.add(instances.parse(each.at("value")));
        }
        return found;
    }

    private static Duration clockOffset(Answer answer, Instant readAt) throws OperationFailedException {
        double seconds = answer.seconds("time");
        if (!(seconds > 0 && seconds < 1e11)) {
            throw answer.unreadable("has an impossible time");
        }
        return Duration.between(readAt, Instant.ofEpochMilli((long) (seconds * 1000)));
    }

    private static ServerFacts.Interpreter interpreter(Answer answer) throws OperationFailedException {
        return new ServerFacts.Interpreter(answer.text("path"), answer.text("version"));
    }

    private static PackageManager packageManager(Answer answer) throws OperationFailedException {
        return new PackageManager(
                answer.text("kind"), answer.texts("busy"), answer.flag("interrupted"), answer.texts("pythons"));
    }

    private static Optional<String> version(Answer answer, String name) throws OperationFailedException {
        return answer.fact(name, Answer::text).value().filter(text -> !text.isEmpty());
    }
}
