package app.greenroom.operation.backup;

import app.greenroom.domain.backup.SourcePath;
import app.greenroom.domain.server.ServerText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a server said in one frame, read strictly.
 *
 * @param node the JSON object
 */
public record Said(JsonNode node) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 1 << 16;

    /** Reads a JSON object. */
    public static Said parse(byte[] buffer, int offset, int length) throws BadAnswerException {
        if (length > LONGEST * 2) {
            throw new BadAnswerException("a frame of JSON of " + length + " bytes");
        }
        try {
            JsonNode node = JSON.readTree(buffer, offset, length);
            if (!node.isObject()) {
                throw new BadAnswerException("no JSON object");
            }
            return new Said(node);
        } catch (JacksonException e) {
            throw new BadAnswerException("no JSON: " + e.getOriginalMessage());
        }
    }

    private JsonNode at(String name) throws BadAnswerException {
        JsonNode member = node.get(name);
        if (member == null) {
            throw new BadAnswerException("no member " + name);
        }
        return member;
    }

    /** Whether there is a member of that name. */
    public boolean has(String name) {
        return node.get(name) != null;
    }

    /** A member that is an object. */
    public Said object(String name) throws BadAnswerException {
        if (!at(name).isObject()) {
            throw new BadAnswerException(name + " is no object");
        }
        return new Said(at(name));
    }

    /** A text, without control characters, which could play tricks on a terminal. */
    public String text(String name) throws BadAnswerException {
        return ServerText.line(raw(name));
    }

    /** A member that is a list of at most eight texts. */
    public List<String> texts(String name) throws BadAnswerException {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : at(name)) {
            if (!each.isString() || texts.size() >= 8) {
                throw new BadAnswerException(name + " is no short list of texts");
            }
            texts.add(ServerText.line(each.stringValue()));
        }
        return texts;
    }

    /** A path, whose bytes are written as latin-1. */
    public SourcePath path(String name) throws BadAnswerException {
        String text = raw(name);
        if (text.chars().anyMatch(letter -> letter > 0xff)) {
            throw new BadAnswerException(name + " holds no bytes");
        }
        return SourcePath.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String raw(String name) throws BadAnswerException {
        if (!at(name).isString() || at(name).stringValue().length() > LONGEST) {
            throw new BadAnswerException(name + " is no text");
        }
        return at(name).stringValue();
    }

    /** A member that is a whole number. */
    public long number(String name) throws BadAnswerException {
        if (!at(name).isIntegralNumber() || !at(name).canConvertToLong()) {
            throw new BadAnswerException(name + " is no whole number");
        }
        return at(name).longValue();
    }

    /** A member that is a whole number and counts something: 0 or more. */
    public long amount(String name) throws BadAnswerException {
        long amount = number(name);
        if (amount < 0) {
            throw new BadAnswerException(amount + " " + name);
        }
        return amount;
    }

    /** A member that is true or false. */
    public boolean flag(String name) throws BadAnswerException {
        if (!at(name).isBoolean()) {
            throw new BadAnswerException(name + " is neither true nor false");
        }
        return at(name).booleanValue();
    }
}
