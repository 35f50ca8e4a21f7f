package app.greenroom.domain.upgrade;

import app.greenroom.domain.instance.PretalxVersion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is known about the releases of pretalx.
 *
 * @param date when it was put together
 * @param source from what
 * @param changes address of the list of changes of a release, with {@code {version}} in it; empty if there is none
 * @param news address of the article about a feature release, with {@code {year}} and {@code {number}} in it
 * @param features feature releases, oldest first
 */
public record ReleaseTable(LocalDate date, String source, String changes, String news, List<FeatureRelease> features) {
    /** Sorts the list. */
    public ReleaseTable {
        features = features.stream()
                .sorted(Comparator.comparing(FeatureRelease::last))
                .toList();
    }

    /** What is known about the feature release that a version belongs to; empty if the table does not have it. */
    public Optional<FeatureRelease> of(PretalxVersion version) {
        return features.stream()
                .filter(each -> each.last().sameFeatureRelease(version))
                .findFirst();
    }

    /**
     * What is asked by a version; for one that is newer than the table, what its newest feature release asks.
     *
     * @throws IllegalStateException if the table is empty
     */
    public FeatureRelease floorsOf(PretalxVersion version) {
        return of(version)
                .orElseGet(() -> features.stream()
                        .filter(each -> each.last().compareTo(version) < 0)
                        .reduce((first, second) -> second)
                        .orElseThrow(() ->
                                new IllegalStateException("nothing is known about releases as old as " + version)));
    }

    /**
     * What there is to read about a release.
     *
     * @param packagePage page of pretalx at the package index; empty if unknown
     */
    public ReleaseNotes notesOf(PretalxVersion version, Optional<String> packagePage) {
        List<ReleaseNotes.Link> links = new ArrayList<>();
        add(links, ReleaseNotes.Kind.CHANGES, changes.replace("{version}", version.toString()));
        add(
                links,
                ReleaseNotes.Kind.NEWS,
                news.replace("{year}", String.valueOf(version.year()))
                        .replace("{number}", String.valueOf(version.number())));
        packagePage.ifPresent(page -> add(links, ReleaseNotes.Kind.PACKAGE, page + version + "/"));
        return new ReleaseNotes(version, of(version).map(FeatureRelease::released), links);
    }

    /** Only what is an address of the web: a table and a server are read, not trusted. */
    private static void add(List<ReleaseNotes.Link> links, ReleaseNotes.Kind kind, String address) {
        if (address.matches("https://[^\\s{}\"<>]+")) {
            links.add(new ReleaseNotes.Link(kind, address));
        }
    }

    /** When the feature release after that of a version came out; empty if it is not out, or not known. */
    public Optional<LocalDate> successorOf(PretalxVersion version) {
        return features.stream()
                .filter(each ->
                        each.last().compareTo(version) > 0 && !each.last().sameFeatureRelease(version))
                .findFirst()
                .map(FeatureRelease::released);
    }

    /**
     * The same releases for the practice server: its stand-in of pretalx runs with every Python that Greenroom itself
     * needs there, and builds its static files without node.
     */
    public ReleaseTable practising() {
        return new ReleaseTable(
                date,
                source,
                changes,
                news,
                features.stream()
                        .map(each -> new FeatureRelease(
                                each.last(),
                                each.released(),
                                new PythonVersion(3, 9),
                                each.postgresql(),
                                false,
                                each.redis(),
                                each.actions()))
                        .toList());
    }

    /**
     * The releases through which an upgrade goes: the last patch of every feature release between, then the target.
     * Skipping feature releases is not supported by pretalx and breaks with real data.
     *
     * @param offered releases of the package index, which may know later patches than the table; may be empty
     */
    public List<PretalxVersion> hops(PretalxVersion from, PretalxVersion to, List<PretalxVersion> offered) {
        List<PretalxVersion> known =
                new ArrayList<>(features.stream().map(FeatureRelease::last).toList());
        offered.stream().filter(PretalxVersion::isRelease).forEach(known::add);
        known.sort(Comparator.naturalOrder());
        List<PretalxVersion> hops = new ArrayList<>();
        for (PretalxVersion version : known) {
            boolean between = version.compareTo(from) > 0
                    && version.compareTo(to) < 0
                    && !version.sameFeatureRelease(from)
                    && !version.sameFeatureRelease(to);
            if (!between) {
                continue;
            }
            if (!hops.isEmpty() && hops.getLast().sameFeatureRelease(version)) {
                hops.removeLast();
            }
            hops.add(version);
        }
        hops.add(to);
        return List.copyOf(hops);
    }
}
