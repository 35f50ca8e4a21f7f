package app.greenroom.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value kept as one JSON document with a schema number: read strictly, replaced as a whole, changed under a lock that
 * other Greenrooms respect.
 *
 * @param <T> the value
 */
public final class JsonFile<T> {
    private static final String SCHEMA = "schema";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final AtomicFile file;
    private final LockFile lock;
    private final int schema;
    private final Function<JsonNode, T> decode;
    private final Function<T, JsonNode> encode;

    /**
     * A file, which need not exist.
     *
     * @param file where
     * @param schema number of the shape, 1 or more
     * @param shape what the JSON document looks like, as a record
     * @param fromShape makes the value of it; throws if the document makes no sense
     * @param toShape makes the document of the value
     * @param <S> the shape
     */
    public <S> JsonFile(Path file, int schema, Class<S> shape, Function<S, T> fromShape, Function<T, S> toShape) {
        this(new AtomicFile(file), schema, shape, fromShape, toShape);
    }

    <S> JsonFile(AtomicFile file, int schema, Class<S> shape, Function<S, T> fromShape, Function<T, S> toShape) {
        this.file = file;
        this.lock = new LockFile(file.path());
        this.schema = schema;
        this.decode = node -> fromShape.apply(JSON.treeToValue(node, shape));
        this.encode = value -> JSON.valueToTree(toShape.apply(value));
    }

    /**
     * The value; empty if there is no file.
     *
     * @throws NewerFileException if a newer Greenroom wrote it
     * @throws DamagedFileException if no Greenroom wrote it so; it stays where it is
     */
    public Optional<T> read() throws IOException {
        byte[] bytes;
        try {
            bytes = file.read();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(decode(bytes));
        } catch (JacksonException e) {
            // without the text around the damage, which may be anything
            throw damaged(e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw damaged(e.toString(), e);
        }
    }

    /**
     * Reads it again under the lock, changes it and replaces it; does not write what did not change.
     *
     * @param begin the value if there is no file yet
     * @throws DamagedFileException once if the present file is damaged: it has then been moved aside, and the next
     *     change begins anew
     */
    public void change(T begin, UnaryOperator<T> change) throws IOException {
        try (LockFile.Held _ = lock.hold()) {
            Optional<T> present;
            try {
                present = read();
            } catch (DamagedFileException e) {
                file.setAside();
                throw e;
            }
            T changed = change.apply(present.orElse(begin));
            if (!present.equals(Optional.of(changed))) {
                write(changed);
            }
        }
    }

    private T decode(byte[] bytes) throws IOException {
        JsonNode root = JSON.readTree(bytes);
        JsonNode number = root.isObject() ? root.get(SCHEMA) : null;
        if (number == null || !number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 1) {
            throw new IllegalArgumentException("no schema number");
        }
        if (number.longValue() > schema) {
            throw new NewerFileException(file.path(), number.longValue(), schema);
        }
        ((ObjectNode) root).remove(SCHEMA);
        return decode.apply(root);
    }

    private void write(T value) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put(SCHEMA, schema);
        root.setAll((ObjectNode) encode.apply(value));
        file.write((JSON.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private DamagedFileException damaged(String where, Exception cause) {
        return new DamagedFileException(file.path(), file.aside(), where, cause);
    }
}
