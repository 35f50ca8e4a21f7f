package app.greenroom.operation.inspect;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Fact;
import app.greenroom.domain.server.ServerText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A piece of a server's answer, read strictly: a missing member, another type or an endless text is a failure with reason
 * {@link FailureReason#ANSWER_UNREADABLE}. Texts lose control characters, which could play tricks on a terminal.
 */
public final class Answer {
    private static final int LONGEST_TEXT = 8192;
    private static final int LONGEST_LIST = 5000;
    /** Seconds since 1970 until the year 10000. */
    private static final double LATEST = 253_402_300_800.0;

    private final JsonNode node;
    private final String place;
    private final Instant readAt;

    public Answer(JsonNode node, String place, Instant readAt) {
        this.node = node;
        this.place = place;
        this.readAt = readAt;
    }

    /** When the answer came. */
    public Instant readAt() {
        return readAt;
    }

    /** The member of that name. */
    public Answer at(String name) throws OperationFailedException {
        JsonNode member = node.isObject() ? node.get(name) : null;
        if (member == null) {
            throw unreadable("has no " + name);
        }
        return new Answer(member, place + "." + name, readAt);
    }

    /** Whether there is such a member. */
    public boolean has(String name) {
        return node.isObject() && node.get(name) != null;
    }

    /** This text, without control characters. */
    public String text() throws OperationFailedException {
        return ServerText.line(rawText());
    }

    /** The text of that name. */
    public String text(String name) throws OperationFailedException {
        return at(name).text();
    }

    /** The text of that name; empty if it has no characters. */
    public Optional<String> textIfAny(String name) throws OperationFailedException {
        return Optional.of(text(name)).filter(text -> !text.isEmpty());
    }

    /** This whole number. */
    public long number() throws OperationFailedException {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw unreadable("is no whole number");
        }
        return node.longValue();
    }

    /** The whole number of that name. */
    public long number(String name) throws OperationFailedException {
        return at(name).number();
    }

    /** The member of that name; empty where the answer says null. */
    public Optional<Answer> ifAny(String name) throws OperationFailedException {
        return Optional.of(at(name)).filter(member -> !member.node.isNull());
    }

    /** The small whole number of that name. */
    public int smallNumber(String name) throws OperationFailedException {
        long number = number(name);
        if (number != (int) number) {
            throw at(name).unreadable("is too big");
        }
        return (int) number;
    }

    /** The whole number of that name; empty where the answer says null. */
    public Optional<Long> numberIfAny(String name) throws OperationFailedException {
        Answer member = at(name);
        return member.node.isNull() ? Optional.empty() : Optional.of(member.number());
    }

    /** The moment of that name, told in seconds since 1970, to the millisecond. */
    public Instant moment(String name) throws OperationFailedException {
        double seconds = seconds(name);
        if (Math.abs(seconds) > LATEST) {
            throw at(name).unreadable("is no moment");
        }
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }

    /** The moment of that name; empty where the answer says null. */
    public Optional<Instant> momentIfAny(String name) throws OperationFailedException {
        return ifAny(name).isEmpty() ? Optional.empty() : Optional.of(moment(name));
    }

    /** The number of seconds of that name, with its fraction. */
    public double seconds(String name) throws OperationFailedException {
        Answer member = at(name);
        if (!member.node.isNumber()) {
            throw member.unreadable("is no number");
        }
        return member.node.doubleValue();
    }

    /** This truth. */
    public boolean flag() throws OperationFailedException {
        if (!node.isBoolean()) {
            throw unreadable("is neither true nor false");
        }
        return node.booleanValue();
    }

    /** The truth of that name. */
    public boolean flag(String name) throws OperationFailedException {
        return at(name).flag();
    }

    /** The constant of that name. */
    public <E extends Enum<E>> E constant(Class<E> kind, String name) throws OperationFailedException {
        String text = text(name);
        for (E constant : kind.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw at(name).unreadable("is no " + kind.getSimpleName());
    }

    /** The elements of this list. */
    public List<Answer> elements() throws OperationFailedException {
        if (!node.isArray() || node.size() > LONGEST_LIST) {
            throw unreadable("is no list, or too long");
        }
        List<Answer> elements = new ArrayList<>();
        for (JsonNode element : node) {
            elements.add(new Answer(element, place + "[" + elements.size() + "]", readAt));
        }
        return elements;
    }

    /** This list, each element read. */
    public <T> List<T> list(Reader<T> reader) throws OperationFailedException {
        List<T> list = new ArrayList<>();
        for (Answer element : elements()) {
            list.add(reader.read(element));
        }
        return List.copyOf(list);
    }

    /** The list of texts of that name. */
    public List<String> texts(String name) throws OperationFailedException {
        return at(name).list(Answer::text);
    }

    /** The texts by name that this is; kept as they are, because they are handed on and not shown. */
    public Map<String, String> map(String name) throws OperationFailedException {
        Answer member = at(name);
        if (!member.node.isObject() || member.node.size() > LONGEST_LIST) {
            throw member.unreadable("is no object, or too long");
        }
        Map<String, String> map = new LinkedHashMap<>();
        for (String key : member.node.propertyNames()) {
            map.put(key, member.at(key).rawText());
        }
        return map;
    }

    /** The fact of that name: its value read, or why it is unknown. */
    public <T> Fact<T> fact(String name, Reader<T> reader) throws OperationFailedException {
        Answer member = at(name);
        return member.has("value")
                ? Fact.known(reader.read(member.at("value")), readAt)
                : Fact.unknown(member.text("unknown"), readAt);
    }

    /** A failure that names this place. */
    public OperationFailedException unreadable(String what) {
        return new OperationFailedException(FailureReason.ANSWER_UNREADABLE, place + " " + what);
    }

    private String rawText() throws OperationFailedException {
        if (!node.isString() || node.stringValue().length() > LONGEST_TEXT) {
            throw unreadable("is no text, or too long");
        }
        return node.stringValue();
    }

    /** Reads a value out of a piece of an answer. */
    @FunctionalInterface
    public interface Reader<T> {
        /** Reads it. */
        T read(Answer answer) throws OperationFailedException;
    }
}
