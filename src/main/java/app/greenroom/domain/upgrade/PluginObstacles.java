package app.greenroom.domain.upgrade;

import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.InstanceFacts.PythonPackage;
import app.greenroom.domain.instance.UpgradeFacts.PluginRelease;
import app.greenroom.domain.upgrade.PreflightNote.Code;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Plugins, and packages that come from elsewhere than an index. A plugin does not say which pretalx it fits; that its newest
 * release is older than the feature release to reach is the one sign that can be read before.
 */
final class PluginObstacles {
    /** What pip can repeat elsewhere: a commit of a version control, or an archive of the web. */
    private static final Pattern REPEATABLE = Pattern.compile("(git|hg|bzr|svn)\\+.*@.+|https://.+");

    private final InstanceFacts instance;
    private final HopChoice choice;
    private final ReleaseTable table;
    private final List<String> without;
    private final List<PreflightNote> notes = new ArrayList<>();

    private PluginObstacles(InstanceFacts instance, HopChoice choice, ReleaseTable table, List<String> without) {
        this.instance = instance;
        this.choice = choice;
        this.table = table;
        this.without = without;
    }

    /** Checks every plugin and every package of an instance. */
    static List<PreflightNote> of(InstanceFacts instance, HopChoice choice, ReleaseTable table, List<String> without) {
        PluginObstacles obstacles = new PluginObstacles(instance, choice, table, without);
        List<PythonPackage> plugins = instance.plugins().value().orElse(List.of());
        obstacles.leftOut(plugins);
        obstacles.origins();
        plugins.stream().filter(each -> !without.contains(each.name())).forEach(obstacles::plugin);
        if (!plugins.isEmpty()) {
            obstacles.days();
        }
        return obstacles.notes;
    }

    private void add(Code code, Level level, String... arguments) {
        notes.add(PreflightNote.of(code, level, arguments));
    }

    private void leftOut(List<PythonPackage> plugins) {
        for (String name : without) {
            if (plugins.stream().anyMatch(plugin -> plugin.name().equals(name))) {
                add(Code.PLUGIN_LEFT_OUT, Level.WARNING, name);
            } else if (instance.plugins().isKnown()) {
                add(Code.PLUGIN_NOT_INSTALLED, Level.BLOCKER, name);
            }
        }
    }

    private void origins() {
        for (PythonPackage each : instance.packages().value().orElse(List.of())) {
            if (each.origin().isEmpty() || without.contains(each.name())) {
                continue;
            }
            boolean repeatable = !each.name().equals("pretalx")
                    && REPEATABLE.matcher(each.origin()).matches();
            if (repeatable) {
                add(Code.REPEATED_INSTALL, Level.WARNING, each.name(), each.origin());
            } else {
                add(Code.DIRECT_INSTALL, Level.BLOCKER, each.name(), each.origin());
            }
        }
    }

    private void plugin(PythonPackage plugin) {
        if (!plugin.origin().isEmpty()) {
            return; // said with its origin
        }
        Optional<PluginRelease> release = instance.upgrade().pluginReleases().value().orElse(List.of()).stream()
                .filter(each -> each.name().equals(plugin.name()))
                .findFirst();
        if (release.filter(each -> each.newest().isEmpty()).isPresent()) {
            add(Code.PLUGIN_NOT_OFFERED, Level.BLOCKER, plugin.name(), plugin.version());
            return;
        }
        Optional<FeatureRelease> target = choice.to().flatMap(table::of);
        Optional<LocalDate> day = release.map(PluginRelease::uploaded).flatMap(PluginObstacles::day);
        if (target.isPresent()
                && day.filter(it -> it.isBefore(target.get().released())).isPresent()) {
            add(
                    Code.PLUGIN_OLD,
                    Level.WARNING,
                    plugin.name(),
                    release.orElseThrow().newest(),
                    day.orElseThrow().toString(),
                    choice.to().orElseThrow().toString());
        } else {
            add(
                    Code.PLUGIN,
                    Level.INFO,
                    plugin.name(),
                    plugin.version(),
                    release.map(PluginRelease::newest).orElse(""));
        }
    }

    /** Without days of uploads no release can be told from one of a later time. */
    private void days() {
        Optional<List<PluginRelease>> releases =
                instance.upgrade().pluginReleases().value();
        if (releases.isEmpty()) {
            notes.addAll(NotChecked.of("plugins", instance.upgrade().pluginReleases()));
        } else if (choice.hops().size() > 1
                && releases.get().stream()
                        .anyMatch(each ->
                                !each.newest().isEmpty() && day(each.uploaded()).isEmpty())) {
            add(Code.DAYS_UNKNOWN, Level.WARNING);
        }
    }

    private static Optional<LocalDate> day(String text) {
        return text.matches("\\d{4}-\\d{2}-\\d{2}") ? Optional.of(LocalDate.parse(text)) : Optional.empty();
    }
}
