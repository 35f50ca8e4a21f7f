package app.greenroom.domain.instance;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What pretalx itself says about its configuration. No secrets.
 *
 * @param siteUrl address of the site
 * @param debug whether debug mode is on
 * @param dataDirectory absolute
 * @param mediaRoot absolute
 * @param staticRoot absolute
 * @param logDirectory absolute
 * @param configFiles those that were read
 * @param secretFile the {@code .secret} file; empty if the configuration holds the secret
 * @param database kind and address
 * @param redis whether redis is configured
 * @param celery whether a celery broker is configured
 */
public record PretalxSettings(
        String siteUrl,
        boolean debug,
        String dataDirectory,
        String mediaRoot,
        String staticRoot,
        String logDirectory,
        List<String> configFiles,
        Optional<String> secretFile,
        Database database,
        boolean redis,
        boolean celery) {
    /** Copies the list. */
    public PretalxSettings {
        configFiles = List.copyOf(configFiles);
    }

    /**
     * The database that pretalx uses.
     *
     * @param kind which system
     * @param name database name, or absolute path for SQLite
     * @param host empty for the local socket
     * @param port empty for the default
     * @param user role; empty for the service user's own
     * @param passwordSet whether a password is configured
     */
    public record Database(Kind kind, String name, String host, String port, String user, boolean passwordSet) {
        private static final Set<String> THIS_MACHINE = Set.of("", "localhost", "127.0.0.1", "::1");

        /** Port of a PostgreSQL server on the site's own machine, empty text for the default; none for others. */
        public Optional<String> portHere() {
            boolean here = host.startsWith("/") || THIS_MACHINE.contains(host);
            return kind == Kind.POSTGRESQL && here ? Optional.of(port) : Optional.empty();
        }
    }

    /** Database systems. */
    public enum Kind {
        /** PostgreSQL. */
        POSTGRESQL,
        /** SQLite. */
        SQLITE,
        /** MySQL or MariaDB, dropped in 2024.3. */
        MYSQL,
        /** Something else. */
        OTHER
    }
}
