package app.greenroom.ssh;

/**
 * What was found out about a host when the connection was opened.
 *
 * @param user who signed in
 * @param elevation how commands can run as root
 * @param python absolute path of a Python 3.9 or newer; empty if there is none
 * @param root prefix of all paths of ours on that host: empty on a real server, the practice server's folder there
 */
public record HostTraits(String user, Elevation elevation, String python, String root) {
    /** Where Greenroom keeps its things on that host, absolute. */
    public String stateDirectory() {
        return root + "/var/lib/greenroom";
    }

    /** How commands can run as root. */
    public enum Elevation {
        /** The signed-in user is root. */
        ROOT,
        /** sudo works without a password. */
        SUDO,
        /** sudo works with the password that was given. */
        SUDO_PASSWORD,
        /** Not at all. */
        NONE
    }
}
