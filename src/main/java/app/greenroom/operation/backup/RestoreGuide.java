package app.greenroom.operation.backup;

import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SnapshotManifest.Head;
import app.greenroom.domain.backup.SnapshotManifest.Role;
import app.greenroom.domain.instance.InstanceFacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code RESTORE.txt}: how to restore one snapshot by hand, with its real names, from texts in this package's resources. */
final class RestoreGuide {
    private static final Pattern GAP = Pattern.compile("\\$\\{([a-zA-Z.]+)}");

    /** Name of a part, and of the folder that it is about. */
    private static final String RENAMED = "media-renamed";

    private final SnapshotManifest manifest;
    private final SiteRequest request;
    private final InstanceFacts facts;
    private final String databaseTool;
    private final Map<String, String> values = new HashMap<>();

    /**
     * A guide.
     *
     * @param databaseTool version of the program that dumped the database
     */
    RestoreGuide(SnapshotManifest manifest, SiteRequest request, InstanceFacts facts, String databaseTool) {
        this.manifest = manifest;
        this.request = request;
        this.facts = facts;
        this.databaseTool = databaseTool;
    }

    String text() {
        values.putAll(SiteWords.of(request, facts));
        describe(manifest.head());
        List<String> sections = sections(request);
        if (manifest.entries().stream().noneMatch(entry -> entry.stored().name().startsWith(RENAMED + "/"))) {
            sections.remove(RENAMED);
        }
        return sections.stream().map(name -> filled(name, values)).collect(Collectors.joining());
    }

    /** Every part that a guide to a site can have, in order. */
    private static List<String> sections(SiteRequest request) {
        return new ArrayList<>(List.of(
                "begin",
                "database-" + request.kind(),
                "media",
                RENAMED,
                "media-end",
                request.settings().secretFile().isPresent() ? "secret" : "secret-none",
                "end"));
    }

    /**
     * The guide to a site for a program that takes snapshots without this one: its texts, with gaps for what is known only
     * then, and what it has to know to fill them.
     */
    static Map<String, Object> template(SiteRequest request, InstanceFacts facts, String server, String host) {
        Map<String, String> values = SiteWords.of(request, facts);
        values.put("server", server);
        values.put("instance", facts.id());
        values.put("host", host);
        String config = firstConfig(request, List.of());
        values.put("firstConfig", SiteWords.quoted(config));
        values.put("firstConfig.quoted", SiteWords.quoted(config));
        Map<String, Object> template = new LinkedHashMap<>();
        template.put(
                "sections",
                sections(request).stream()
                        .map(name -> List.of(name, resource(name)))
                        .toList());
        template.put("values", values);
        template.put("crontab", List.of(SiteWords.crontab(facts, true), SiteWords.crontab(facts, false)));
        return template;
    }

    /** The text about files under other names, for a snapshot that got some only on its way to this computer. */
    static String renamed(String mediaRoot) {
        return filled(RENAMED, Map.of("mediaRoot", SiteWords.quoted(mediaRoot)));
    }

    private void describe(Head head) {
        values.put("id", head.id().text());
        values.put("taken", head.taken().toString());
        values.put("siteUrl", head.origin().siteUrl());
        values.put("host", head.origin().host());
        values.put("operatingSystem", head.origin().operatingSystem());
        values.put("server", head.origin().server());
        values.put("instance", head.origin().instance());
        values.put("pretalx", head.origin().pretalx());
        values.put("python", head.origin().python());
        values.put("databaseVersion", head.origin().databaseVersion());
        values.put("databaseTool", databaseTool);
        values.put(
                "counts",
                head.counts()
                        .map(counts -> counts.events() + " events, " + counts.proposals() + " proposals, "
                                + counts.users() + " users")
                        .orElse("not counted"));
        values.put("files", String.valueOf(head.totals().files()));
        values.put("bytes", String.valueOf(head.totals().bytes()));
        List<String> files = serverFiles();
        values.put("serverFiles", files.stream().map(file -> "  " + file + "\n").collect(Collectors.joining()));
        String config = firstConfig(request, files);
        values.put("firstConfig", SiteWords.quoted(config));
        values.put("firstConfig.quoted", SiteWords.quoted(config));
        boolean crontab = manifest.entries().stream()
                .anyMatch(entry -> entry.stored().name().equals("server/crontab"));
        values.put("crontab", SiteWords.crontab(facts, crontab));
    }

    private static String firstConfig(SiteRequest request, List<String> files) {
        return request.settings().configFiles().stream()
                .findFirst()
                .orElse(files.isEmpty() ? "/etc/pretalx/pretalx.cfg" : files.getFirst());
    }

    private List<String> serverFiles() {
        return manifest.entries().stream()
                .filter(entry -> entry.role() == Role.SERVER)
                .map(Entry::source)
                .map(source -> source.path().toString())
                .filter(path -> path.startsWith("/"))
                .toList();
    }

    private static String filled(String section, Map<String, String> values) {
        Matcher gaps = GAP.matcher(resource(section));
        return gaps.replaceAll(gap -> {
            String value = values.get(gap.group(1));
            if (value == null) {
                throw new IllegalStateException("no value for " + gap.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String resource(String name) {
        try (InputStream stream = RestoreGuide.class.getResourceAsStream("restore/" + name + ".txt")) {
            if (stream == null) {
                throw new IllegalStateException("missing in this program: restore/" + name + ".txt");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
