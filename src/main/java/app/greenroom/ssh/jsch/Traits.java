package app.greenroom.ssh.jsch;

import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.ssh.CredentialSource;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.HostTraits.Elevation;
import app.greenroom.ssh.PosixQuoting;
import app.greenroom.ssh.SshException;
import app.greenroom.ssh.SshException.ElevationRefused;
import app.greenroom.task.CancellationToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is found out about a host at sign-in.
 *
 * @param traits for everybody
 * @param sudoPassword for commands as root, where sudo wants it
 * @param refused why commands cannot run as root, where they cannot
 */
record Traits(HostTraits traits, @Nullable Secret sudoPassword, ElevationRefused.@Nullable Why refused) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MOST_ANSWER = 1 << 16;

    /**
     * Finds out, in one round trip; one more where sudo wants a password.
     *
     * @throws SshException.ShellTalks if the login shell does not run what it is told
     */
    static Traits find(
            Link link, ServerProfile profile, CredentialSource credentials, String mark, CancellationToken cancellation)
            throws SshException {
        Map<String, String> found = ask(link, profile, mark, cancellation);
        String sudo = found.getOrDefault("sudo", "none");
        Secret password = sudo.equals("password") ? credentials.sudo().orElse(null) : null;
        ElevationRefused.Why refused = null;
        Elevation elevation = Elevation.NONE;
        switch (sudo) {
            case "root" -> elevation = Elevation.ROOT;
            case "free" -> elevation = Elevation.SUDO;
            case "password" -> {
                if (password == null) {
                    refused = ElevationRefused.Why.PASSWORD_MISSING;
                } else if (opens(link, password, cancellation)) {
                    elevation = Elevation.SUDO_PASSWORD;
                } else {
                    refused = ElevationRefused.Why.PASSWORD_WRONG;
                }
            }
            default -> refused = ElevationRefused.Why.NONE;
        }
        HostTraits traits = new HostTraits(
                found.getOrDefault("user", profile.user()),
                elevation,
                found.getOrDefault("python", ""),
                profile.practice() ? found.getOrDefault("root", "") : "");
        return new Traits(traits, elevation == Elevation.SUDO_PASSWORD ? password : null, refused);
    }

    private static Map<String, String> ask(
            Link link, ServerProfile profile, String mark, CancellationToken cancellation) throws SshException {
        // the practice server's folder decides which programs are found; elsewhere the system's own come first, since
        // they are there for root as well
        String search = profile.practice() ? "python3" : "/usr/bin/python3 /usr/local/bin/python3 python3";
        String script = "MARK=" + PosixQuoting.quote(mark) + " SEARCH=" + PosixQuoting.quote(search) + "\n"
                + Wrapper.resource("opening.sh");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Answer answer = make(
                link,
                new Call("exec /bin/sh", mark, false, script.getBytes(StandardCharsets.UTF_8), null, LIMIT),
                said,
                cancellation);
        String text = said.toString(StandardCharsets.UTF_8);
        if (!text.endsWith("\nend\n")) {
            if (!link.alive()) {
                throw new SshException.ConnectionLost("while looking at the host");
            }
            throw new SshException.ShellTalks(beginning(answer.talk() + text + answer.complaint()));
        }
        Map<String, String> found = new HashMap<>();
        text.lines().forEach(line -> {
            int space = line.indexOf(' ');
            if (space > 0) {
                found.put(line.substring(0, space), line.substring(space + 1));
            }
        });
        return found;
    }

    /** Tries the password once, alone: another try could lock the account. */
    private static boolean opens(Link link, Secret password, CancellationToken cancellation) throws SshException {
        Answer answer = make(
                link,
                new Call("exec sudo -k -S -p '' true", "", false, line(password), null, LIMIT),
                new ByteArrayOutputStream(),
                cancellation);
        if (answer.exitStatus() < 0) {
            throw new SshException.ConnectionLost("while trying the password for sudo");
        }
        return answer.exitStatus() == 0;
    }

    /** A password as the one line that sudo reads. */
    static byte[] line(Secret password) {
        byte[] bytes = SignIn.utf8(password);
        byte[] line = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, line, 0, bytes.length);
        line[bytes.length] = '\n';
        return line;
    }

    private static Answer make(Link link, Call call, ByteArrayOutputStream said, CancellationToken cancellation)
            throws SshException {
        try {
            return call.make(
                    link,
                    (buffer, offset, length) -> {
                        if (said.size() + length > MOST_ANSWER) {
                            throw new IOException("too long an answer");
                        }
                        said.write(buffer, offset, length);
                    },
                    cancellation);
        } catch (IOException e) {
            throw new SshException.ShellTalks(beginning(said.toString(StandardCharsets.UTF_8)));
        }
    }

    private static String beginning(String text) {
        String stripped = text.strip();
        return stripped.substring(0, Math.min(stripped.length(), 200));
    }

    /** Why commands cannot run as root. */
    Optional<ElevationRefused.Why> whyRefused() {
        return Optional.ofNullable(refused);
    }
}
