package app.greenroom.domain.upgrade;

import app.greenroom.domain.instance.PretalxVersion;
import java.util.List;
import java.util.Optional;

/**
 * What a person wants of an upgrade.
 *
 * @param to version to reach; the newest release if empty
 * @param without plugins that are not to come along, by the name of their distribution
 */
public record UpgradeChoice(Optional<PretalxVersion> to, List<String> without) {
    /** Brings the names into the form in which packages are compared. */
    public UpgradeChoice {
        without = without.stream()
                .map(name -> name.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("[-_.]+", "-"))
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /** To the newest release, with every plugin. */
    public static UpgradeChoice newest() {
        return new UpgradeChoice(Optional.empty(), List.of());
    }

    /** To a version, with every plugin. */
    public static UpgradeChoice to(PretalxVersion version) {
        return new UpgradeChoice(Optional.of(version), List.of());
    }
}
