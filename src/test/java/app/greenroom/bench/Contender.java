package app.greenroom.bench;

import java.io.IOException;
import java.nio.file.Path;

/** A program that takes backups, as its users call it: a command to its end. */
interface Contender {
    /** Its name in the tables. */
    String name();

    /**
     * Prepares an empty place for its backups; not measured.
     *
     * @param place empty folder
     * @param way to the server
     */
    void prepare(Path place, Way way) throws IOException;

    /**
     * Takes a backup of uploaded files and database.
     *
     * @param number counts from 1 in this place
     * @return bytes that its largest process had at its peak
     */
    long backUp(int number) throws IOException;

    /** Whether its restore is compared, too. */
    default boolean restores() {
        return false;
    }

    /**
     * Brings database and uploaded files of the newest backup back to the server, until the site is open again.
     *
     * @param number of that backup
     * @return bytes that its largest process had at its peak
     */
    default long restore(int number) throws IOException {
        throw new UnsupportedOperationException(name());
    }

    /**
     * A way to a server.
     *
     * @param host where it begins
     * @param port likewise
     * @param key private key that signs in as root
     */
    record Way(String host, int port, Path key) {
        /** OpenSSH's client with all it needs, without the address. */
        java.util.List<String> ssh() {
            return java.util.List.of(
                    "ssh",
                    "-p",
                    String.valueOf(port),
                    "-i",
                    key.toString(),
                    "-oStrictHostKeyChecking=no",
                    "-oUserKnownHostsFile=/dev/null",
                    "-oLogLevel=ERROR");
        }
    }
}
