package app.greenroom.app;

import dev.dirs.ProjectDirectories;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where Greenroom keeps its own files on this computer. Nothing is made here: whoever writes makes the folder, for its
 * owner only.
 *
 * @param config what the user set up: servers, trusted host keys, secrets, preferences
 * @param library snapshots
 * @param logs the log
 * @param cache what can be made again at any time
 */
public record AppDirectories(Path config, Path library, Path logs, Path cache) {
    /** Name of the variable that moves everything to one folder. */
    public static final String HOME = "GREENROOM_HOME";

    /**
     * The folder that {@code GREENROOM_HOME} names, else the usual folders of the operating system.
     *
     * @param environment variables of this process
     */
    public static AppDirectories of(Map<String, String> environment) {
        return variable(environment, HOME)
                .map(home -> below(Path.of(home).toAbsolutePath().normalize()))
                .orElseGet(() -> usual(environment));
    }

    private static AppDirectories below(Path home) {
        return new AppDirectories(home, home.resolve("library"), home.resolve("logs"), home.resolve("cache"));
    }

    private static AppDirectories usual(Map<String, String> environment) {
        Optional<String> roaming = variable(environment, "APPDATA");
        Optional<String> local = variable(environment, "LOCALAPPDATA");
        if (roaming.isPresent() && local.isPresent()) {
            // Windows; its variables are the same folders that the library asks PowerShell for, which takes a second
            Path data = Path.of(local.get(), "Greenroom");
            return new AppDirectories(
                    Path.of(roaming.get(), "Greenroom"),
                    data.resolve("library"),
                    data.resolve("logs"),
                    data.resolve("cache"));
        }
        ProjectDirectories usual = ProjectDirectories.from("app", "greenroom", "Greenroom");
        Path data = Path.of(usual.dataLocalDir);
        return new AppDirectories(
                Path.of(usual.configDir), data.resolve("library"), data.resolve("logs"), Path.of(usual.cacheDir));
    }

    /** Saved servers. */
    public Path servers() {
        return config.resolve("servers.json");
    }

    /** Trusted host keys. */
    public Path knownHosts() {
        return config.resolve("known_hosts");
    }

    /** The user's own known_hosts file, which is never written. */
    public static Path openSshKnownHosts() {
        return Path.of(System.getProperty("user.home"), ".ssh", "known_hosts");
    }

    /** The encrypted file of all secrets. */
    public Path secrets() {
        return config.resolve("secrets.json");
    }

    /** How many snapshots are kept. */
    public Path retention() {
        return config.resolve("retention.json");
    }

    /** This computer's own schedules, and how far those of servers were collected. */
    public Path schedules() {
        return config.resolve("schedules.json");
    }

    /** The user's preferences. */
    public Path preferences() {
        return config.resolve("preferences.json");
    }

    /** The organisers' own words for the maintenance page of each server. */
    public Path maintenance() {
        return config.resolve("maintenance.json");
    }

    /** The user's own words for the maintenance page of all other servers, which need not be there. */
    public Path maintenanceText() {
        return config.resolve("maintenance.txt");
    }

    /** A table of releases of the user's own, which need not be there. */
    public Path releases() {
        return config.resolve("releases.json");
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
