package app.greenroom.domain.system;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one look found about the packages of a server's operating system. All names are the server's own.
 *
 * @param readAt when, by this computer's clock
 * @param manager the package manager, {@code apt}; empty for one that this program does not know, and then nothing else
 *     is known
 * @param updates packages of which the index has a newer version, that can be installed without removing any
 * @param held packages that the administrator keeps at their version
 * @param keptBack packages with a newer version that cannot be installed without removing others
 * @param reboot why the machine must start again; empty if it need not
 * @param stale services that still run files which an update has replaced
 * @param affected services that have files of the packages to be updated in memory
 * @param index when the index was last asked for; empty if never
 * @param interrupted whether an installation was cut off
 * @param busy programs that use the package manager now
 * @param downloadBytes bytes to be fetched for all updates
 */
public record SystemState(
        Instant readAt,
        String manager,
        List<PackageUpdate> updates,
        List<String> held,
        List<String> keptBack,
        Optional<String> reboot,
        List<StaleService> stale,
        List<String> affected,
        Optional<Instant> index,
        boolean interrupted,
        List<String> busy,
        long downloadBytes) {
    private static final Duration OLD = Duration.ofDays(1);

    /** Copies the lists. */
    public SystemState {
        updates = List.copyOf(updates);
        held = List.copyOf(held);
        keptBack = List.copyOf(keptBack);
        stale = List.copyOf(stale);
        affected = List.copyOf(affected);
        busy = List.copyOf(busy);
    }

    /** A server whose packages this program does not know. */
    public static SystemState unknown(Instant readAt) {
        return new SystemState(
                readAt,
                "",
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                List.of(),
                0);
    }

    /** Whether its packages are known. */
    public boolean known() {
        return !manager.isEmpty();
    }

    /** Whether the index is so old, or was never there, that newer versions can exist that are not listed. */
    public boolean indexOld() {
        return index.map(at -> at.isBefore(readAt.minus(OLD))).orElse(true);
    }

    /** The updates that are security fixes, or all. */
    public List<PackageUpdate> updates(boolean securityOnly) {
        return updates.stream().filter(each -> each.security() || !securityOnly).toList();
    }

    /**
     * A package of which there is a newer version.
     *
     * @param name of the package
     * @param installed version now; empty for one that comes with another
     * @param candidate version to be installed
     * @param security whether it comes from the distribution's archive of security fixes
     * @param neededBySite whether its update restarts something that pretalx cannot do without, such as PostgreSQL
     */
    public record PackageUpdate(
            String name, String installed, String candidate, boolean security, boolean neededBySite) {}

    /**
     * A service that runs replaced files.
     *
     * @param unit its name
     * @param onlyByReboot whether restarting it alone would do harm
     */
    public record StaleService(String unit, boolean onlyByReboot) {}
}
