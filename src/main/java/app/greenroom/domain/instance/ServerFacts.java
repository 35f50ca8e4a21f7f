package app.greenroom.domain.instance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one look at a server found.
 *
 * @param readAt when, by this computer's clock
 * @param operatingSystem such as {@code Debian GNU/Linux 13 (trixie)}
 * @param hostName the server's own name
 * @param systemd whether systemd runs the machine
 * @param clockOffset the server's clock minus this computer's
 * @param elevated whether the look was made as root
 * @param interpreters Python interpreters found on the machine
 * @param node version of node, such as {@code v20.19.2}; empty if absent
 * @param npm version of npm; empty if absent
 * @param tools further programs found, by name: {@code pg_dump}, {@code redis-cli}, {@code msgfmt}, {@code crontab}
 * @param packageManager the package manager of its system
 * @param instances every pretalx found, at least in part
 */
public record ServerFacts(
        Instant readAt,
        String operatingSystem,
        String hostName,
        boolean systemd,
        Duration clockOffset,
        boolean elevated,
        List<Interpreter> interpreters,
        Optional<String> node,
        Optional<String> npm,
        List<String> tools,
        PackageManager packageManager,
        List<InstanceFacts> instances) {
    /** Copies the lists. */
    public ServerFacts {
        interpreters = List.copyOf(interpreters);
        tools = List.copyOf(tools);
        instances = List.copyOf(instances);
    }

    /** The same facts with other instances. */
    public ServerFacts withInstances(List<InstanceFacts> others) {
        return new ServerFacts(
                readAt,
                operatingSystem,
                hostName,
                systemd,
                clockOffset,
                elevated,
                interpreters,
                node,
                npm,
                tools,
                packageManager,
                others);
    }

    /**
     * A Python interpreter.
     *
     * @param path absolute path on the server
     * @param version such as {@code 3.13.5}
     */
    public record Interpreter(String path, String version) {}
}
