package app.greenroom.operation.restore;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.rollback.KeptBehind;
import app.greenroom.domain.rollback.KeptBehind.Gone;
import app.greenroom.domain.rollback.SinceThen;
import app.greenroom.domain.rollback.SinceThen.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads what a server says about the state before a job; strictly, as everything that a server says. */
final class SinceReader {
    private SinceReader() {}

    static KeptBehind read(JsonNode said) throws OperationFailedException {
        List<Gone> gone = new ArrayList<>();
        for (JsonNode each : said.path("gone")) {
            gone.add(new Gone(text(each.path(0)), text(each.path(1))));
        }
        Map<Kind, Long> rows = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            if (said.path("rows").has(kind.name())) {
                rows.put(kind, count(said.path("rows").path(kind.name())));
            }
        }
        Optional<Instant> opened = said.path("since").isNumber()
                ? Optional.of(Instant.ofEpochMilli((long) (said.path("since").asDouble() * 1000)))
                : Optional.empty();
        return new KeptBehind(
                text(said.path("from")),
                text(said.path("to")),
                said.path("data").asBoolean(false),
                gone,
                text(said.path("dump")),
                said.path("userBase").asBoolean(false),
                new SinceThen(opened, rows, count(said.path("files")), count(said.path("bytes"))),
                text(said.path("unknown")));
    }

    private static String text(JsonNode node) throws OperationFailedException {
        if (!node.isString()) {
            throw unreadable(node);
        }
        return node.asString("");
    }

    private static long count(JsonNode node) throws OperationFailedException {
        if (!node.isIntegralNumber() || node.asLong(-1) < 0) {
            throw unreadable(node);
        }
        return node.asLong(0);
    }

    private static OperationFailedException unreadable(JsonNode node) {
        return new OperationFailedException(FailureReason.ANSWER_UNREADABLE, "what is kept of a job: " + node);
    }
}
