package app.greenroom.domain.server;

import java.util.List;

/**
 * A saved server. Holds no secret.
 *
 * @param name unique short name, {@code [a-z0-9][a-z0-9._-]*}, at most 63 characters
 * @param host name or address
 * @param port 1 to 65535
 * @param user who signs in
 * @param authentication how
 * @param askEveryTime secrets are asked for each time and never stored
 * @param practice whether this is the embedded practice server
 * @param instances the instances seen so far, each with a lasting id
 */
public record ServerProfile(
        String name,
        String host,
        int port,
        String user,
        SshAuthentication authentication,
        boolean askEveryTime,
        boolean practice,
        List<KnownInstance> instances) {
    /** Checks name and port and copies the list. */
    public ServerProfile {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a server name: " + name);
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        instances = List.copyOf(instances);
    }

    /** Whether the text can name a server or an instance. */
    public static boolean isName(String text) {
        return text.matches("[a-z0-9][a-z0-9._-]{0,62}");
    }

    /**
     * Whether the text can be the name or address of a host. Blanks and signs of patterns would mean more than one host
     * in a known_hosts file, and a hyphen at the front an option.
     */
    public static boolean isHost(String text) {
        return text.matches("[\\p{L}\\p{N}:][\\p{L}\\p{N}._:%-]{0,252}");
    }

    /** Whether the text can name an account: anything without blanks and control characters. */
    public static boolean isUser(String text) {
        return text.matches("[^\\s\\p{Cntrl}]{1,255}");
    }

    /** The same profile with another list of instances. */
    public ServerProfile withInstances(List<KnownInstance> found) {
        return new ServerProfile(name, host, port, user, authentication, askEveryTime, practice, found);
    }

    /** The same profile at another port, for servers that choose theirs at each start. */
    public ServerProfile withPort(int newPort) {
        return new ServerProfile(name, host, newPort, user, authentication, askEveryTime, practice, instances);
    }

    /**
     * An instance that was seen once: matched again by its unit and data directory.
     *
     * @param id lasting short name within the server
     * @param webUnit systemd unit of the web service, empty if none
     * @param dataDirectory absolute path on the server
     */
    public record KnownInstance(String id, String webUnit, String dataDirectory) {
        /** Checks the id, which names a folder of the library. */
        public KnownInstance {
            if (!isName(id)) {
                throw new IllegalArgumentException("not an instance: " + id);
            }
        }
    }
}
