package app.greenroom.ssh.jsch;

import app.greenroom.ssh.PosixQuoting;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteCommand.Identity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * The program that stays beside each command on the server, and how a command is told to it. What a server's users can
 * see of it is the same short line for every command; program, environment and input go through standard input.
 */
final class Wrapper {
    /**
     * Skips to a NUL, since a password line for sudo that sudo did not want may come first; then reads and runs the
     * program. Free of backslashes, exclamation marks and line ends, so that every kind of login shell takes it quoted.
     */
    private static final String BOOTSTRAP = "import os,zlib;any(os.read(0,1)in(bytes(1),b\"\")for _ in iter(int,1));"
            + "r=lambda n,b=b\"\":b if len(b)==n else r(n,b+(os.read(0,n-len(b))or os._exit(97)));"
            + "exec(zlib.decompress(r(int(r(8)))))";

    private final byte[] program =
            deflate((resource("command.py") + resource("relay.py")).getBytes(StandardCharsets.UTF_8));

    /** The words that start the program. */
    List<String> words(String python) {
        return List.of(python, "-I", "-S", "-c", BOOTSTRAP, "greenroom");
    }

    /**
     * What the program reads: itself, and its task.
     *
     * @param mark that it prints before anything else
     * @param open whether frames of input follow; else the command's own input is all
     */
    byte[] task(RemoteCommand command, String mark, boolean open) {
        List<String> fields = new ArrayList<>(List.of(
                mark,
                String.valueOf(command.limit().toMillis()),
                open ? "0" : "1",
                who(command.identity()),
                command.directory(),
                String.valueOf(command.arguments().size())));
        fields.addAll(command.arguments());
        for (Map.Entry<String, String> each : new TreeMap<>(command.environment()).entrySet()) {
            fields.add(each.getKey() + "=" + each.getValue());
        }
        if (fields.stream().anyMatch(field -> field.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("a NUL in a command");
        }
        byte[] header = String.join("\0", fields).getBytes(StandardCharsets.UTF_8);
        byte[] input = open ? new byte[0] : command.input().getBytes(StandardCharsets.UTF_8);
        byte[] request = deflate(ByteBuffer.allocate(4 + header.length + input.length)
                .putInt(header.length)
                .put(header)
                .put(input)
                .array());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(0);
        all.writeBytes(length(program));
        all.writeBytes(program);
        all.writeBytes(length(request));
        all.writeBytes(request);
        return all.toByteArray();
    }

    /** A script for a host without Python that runs the command less well guarded. */
    static String plain(RemoteCommand command, String mark) {
        StringBuilder exports = new StringBuilder();
        command.environment()
                .forEach((name, value) -> exports.append("export ")
                        .append(PosixQuoting.quote(name + "=" + value))
                        .append('\n'));
        String name = command.identity() instanceof Identity.User(String other) ? other : "";
        return exports + "MARK=" + PosixQuoting.quote(mark)
                + " LIMIT=" + Math.max(1, command.limit().toSeconds())
                + " FOLDER=" + PosixQuoting.quote(command.directory())
                + " NAME=" + PosixQuoting.quote(name)
                + "\nset -- " + PosixQuoting.join(command.arguments()) + "\n"
                + resource("plain.sh");
    }

    /** A text that belongs to this package. */
    static String resource(String name) {
        try (InputStream stream = Wrapper.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("missing in this program: " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String who(Identity identity) {
        return switch (identity) {
            case Identity.SignedIn _ -> "";
            case Identity.Root _ -> "root";
            case Identity.User(String name) -> "user:" + name;
        };
    }

    private static byte[] length(byte[] bytes) {
        return String.format("%08d", bytes.length).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] deflate(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
                DeflaterOutputStream stream = new DeflaterOutputStream(out, deflater)) {
            stream.write(bytes);
            stream.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
