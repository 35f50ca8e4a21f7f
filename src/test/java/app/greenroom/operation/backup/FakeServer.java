package app.greenroom.operation.backup;

import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.storage.disk.Hashes;
import app.greenroom.task.TaskContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server that answers the program's tasks from memory, frame by frame as {@code server/wire.py} does; its answers can
 * be cut and garbled. That the real program answers in this form is tried by {@link CreateSnapshotTest}.
 */
final class FakeServer implements RemoteHost {
    private static final JsonMapper JSON = new JsonMapper();

    /** Uploaded files by path, one character for each byte. */
    final Map<String, Upload> media = new TreeMap<>();

    /** What every answer is turned into before it is sent: given the name of the call and its frames. */
    BiFunction<String, List<byte[]>, byte[]> onTheWay = (call, frames) -> joined(frames);

    /** Bytes of an answer after which the connection breaks, by call. */
    final Map<String, Integer> cuts = new ConcurrentHashMap<>();

    /** Frames of every answer, by call. */
    final Map<String, List<byte[]>> answers = new ConcurrentHashMap<>();

    private final String secretPath;
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    FakeServer(String secretPath) {
        this.secretPath = secretPath;
        upload("logo.png", "a logo");
        upload("avatars/one.jpg", "a face");
        upload("avatars/two.jpg", "another face");
    }

    /** A file as it is on the server. */
    record Upload(String text, long mtimeNs, int mode) {
        byte[] content() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    void upload(String path, String content) {
        media.put(path, new Upload(content, 1_700_000_000_123_456_789L + content.length(), 0644));
    }

    /** An SQLite database of two empty pages. */
    static byte[] database() {
        byte[] file = new byte[1024];
        byte[] magic = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, file, 0, magic.length);
        ByteBuffer.wrap(file).putShort(16, (short) 512).putInt(28, 2);
        return file;
    }

    @Override
    public HostTraits traits() {
        return new HostTraits("root", HostTraits.Elevation.ROOT, "/usr/bin/python3", "");
    }

    @Override
    public CommandResult stream(RemoteCommand command, ByteSink sink, TaskContext context)
            throws SshException, IOException {
        JsonNode request = request(command.input());
        String task = request.get("task").stringValue();
        String call = task + calls.merge(task, 1, Integer::sum);
        List<byte[]> frames = answer(task, request);
        answers.put(call, frames);
        byte[] bytes = onTheWay.apply(call, frames);
        int end = Math.min(bytes.length, cuts.getOrDefault(call, Integer.MAX_VALUE));
        for (int at = 0; at < end; at += 97) {
            if (context.cancellation().isCancelled()) {
                throw new SshException.Cancelled(call);
            }
            sink.accept(bytes, at, Math.min(97, end - at));
        }
        if (cuts.containsKey(call)) {
            throw new SshException.ConnectionLost("cut in " + call);
        }
        return new CommandResult(command, new Outcome.Exited(0), "", "", Duration.ZERO);
    }

    private static JsonNode request(String input) throws IOException {
        String packed = input.lines()
                .findFirst()
                .orElseThrow()
                .replace("REQUEST = ", "")
                .replace("\"", "");
        return JSON.readTree(inflated(packed));
    }

    private static byte[] inflated(String packed) throws IOException {
        return inflated(Base64.getDecoder().decode(packed));
    }

    static byte[] inflated(byte[] packed) throws IOException {
        try (InputStream stream = new InflaterInputStream(new java.io.ByteArrayInputStream(packed))) {
            return stream.readAllBytes();
        }
    }

    private List<byte[]> answer(String task, JsonNode request) throws IOException {
        List<byte[]> frames = new ArrayList<>();
        frames.add(json('B', Map.of("protocol", 1, "task", task)));
        switch (task) {
            case "list" -> frames.add(frame('L', listing()));
            case "fetch" -> fetch(request, frames);
            case "site" -> {
                file(Map.of("kind", "secret", "path", secretPath), new Upload("s3cret", 1, 0600), frames);
                file(
                        Map.of("kind", "config", "path", "/etc/pretalx/pretalx.cfg"),
                        new Upload("[site]", 1, 0600),
                        frames);
                file(Map.of("kind", "packages", "path", "pip"), new Upload("pretalx==2026.2.1", 0, 0600), frames);
            }
            case "dump" -> {
                frames.add(json(
                        'N',
                        Map.of(
                                "database",
                                Map.of(
                                        "version",
                                        "3.46.1",
                                        "tool",
                                        "3.46.1",
                                        "events",
                                        1,
                                        "proposals",
                                        2,
                                        "users",
                                        3))));
                file(
                        Map.of("kind", "database"),
                        new Upload(new String(database(), StandardCharsets.ISO_8859_1), 0, 0600),
                        frames);
            }
            default -> throw new IllegalArgumentException(task);
        }
        frames.add(json('Z', Map.of("frames", frames.size())));
        return frames;
    }

    private byte[] listing() {
        ByteBuffer entries = ByteBuffer.allocate(1 << 16);
        media.forEach((path, upload) -> {
            byte[] name = path.getBytes(StandardCharsets.ISO_8859_1);
            entries.putInt(upload.mode()).putLong(upload.content().length).putLong(upload.mtimeNs());
            entries.putShort((short) name.length).put(name);
        });
        return deflated(Arrays.copyOf(entries.array(), entries.position()));
    }

    static byte[] deflated(byte[] bytes) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] packed = new byte[bytes.length + 100];
            return Arrays.copyOf(packed, deflater.deflate(packed));
        }
    }

    private void fetch(JsonNode request, List<byte[]> frames) throws IOException {
        String joined = new String(inflated(request.get("paths").stringValue()), StandardCharsets.ISO_8859_1);
        int index = 0;
        for (String path : joined.split("\0", -1)) {
            Map<String, Object> head = Map.of("kind", "media", "index", index++);
            Upload upload = media.get(path);
            if (upload == null) {
                Map<String, Object> missing = new LinkedHashMap<>(head);
                missing.putAll(Map.of("reason", "vanished", "detail", "ENOENT"));
                frames.add(json('X', missing));
            } else {
                file(head, upload, frames);
            }
        }
    }

    private static void file(Map<String, ?> head, Upload upload, List<byte[]> frames) {
        Map<String, Object> open = new LinkedHashMap<>(head);
        open.putAll(Map.of("size", upload.content().length, "mtime", upload.mtimeNs(), "mode", upload.mode()));
        frames.add(json('O', open));
        int half = upload.content().length / 2;
        frames.add(frame('D', Arrays.copyOfRange(upload.content(), 0, half)));
        frames.add(frame('D', Arrays.copyOfRange(upload.content(), half, upload.content().length)));
        frames.add(json(
                'C',
                Map.of(
                        "size",
                        upload.content().length,
                        "sha256",
                        HexFormat.of().formatHex(Hashes.of(upload.content())),
                        "changed",
                        false)));
    }

    /** Frames of the answer to a call that was made. */
    List<byte[]> answer(String call) {
        return Objects.requireNonNull(answers.get(call), call);
    }

    /** Counts calls anew, as for another connection. */
    void forget() {
        calls.clear();
    }

    static byte[] json(char letter, Map<String, ?> content) {
        return frame(letter, JSON.writeValueAsBytes(content));
    }

    static byte[] frame(char letter, byte[] payload) {
        return ByteBuffer.allocate(5 + payload.length)
                .put((byte) letter)
                .putInt(payload.length)
                .put(payload)
                .array();
    }

    static byte[] joined(List<byte[]> frames) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        frames.forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    @Override
    public CommandResult run(RemoteCommand command, TaskContext context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CommandResult feed(RemoteCommand command, InputStream source, TaskContext context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CommandResult converse(RemoteCommand command, InputStream source, ByteSink sink, TaskContext context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
