package app.greenroom.domain.instance;

import java.util.List;

/**
 * The package manager of a server's system, as far as it concerns the looks and jobs of this program.
 *
 * @param kind {@code apt}; empty for one that this program does not know
 * @param busy what uses it now, such as {@code unattended-upgr}
 * @param interrupted whether an installation was cut off and waits for {@code dpkg --configure -a}
 * @param pythons versions of Python that it offers and that are not installed, such as {@code 3.13}
 */
public record PackageManager(String kind, List<String> busy, boolean interrupted, List<String> pythons) {
    /** Copies the lists. */
    public PackageManager {
        busy = List.copyOf(busy);
        pythons = List.copyOf(pythons);
    }

    /** One that is at rest. */
    public static PackageManager apt() {
        return new PackageManager("apt", List.of(), false, List.of());
    }
}
