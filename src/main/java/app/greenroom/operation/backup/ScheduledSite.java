package app.greenroom.operation.backup;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.ssh.HostTraits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a program that takes snapshots on a server by itself has to know about a site. */
public final class ScheduledSite {
    /** Modules of Python that read a site, in the order in which they import each other. */
    public static final List<String> MODULES = List.of("wire", "account", "tree", "dump", "site_files");

    /** Modules that are run in interpreters of their own. */
    public static final List<String> CHILDREN = List.of("settings", "copy");

    private ScheduledSite() {}

    /**
     * Values of JSON: {@code site} as the modules want it, {@code settled} what the guide takes for granted, {@code guide}
     * the texts of {@code RESTORE.txt}.
     *
     * @param server name of the saved server
     * @param host its address
     * @throws OperationFailedException if what a snapshot needs is not known
     */
    public static Map<String, Object> describe(InstanceFacts facts, HostTraits traits, String server, String host)
            throws OperationFailedException {
        SiteRequest request = SiteRequest.of(facts, traits);
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("site", request.site());
        description.put("settled", settled(request.settings()));
        description.put("guide", RestoreGuide.template(request, facts, server, host));
        return description;
    }

    private static Map<String, Object> settled(PretalxSettings settings) {
        PretalxSettings.Database database = settings.database();
        return Map.of(
                "mediaRoot",
                settings.mediaRoot(),
                "dataDirectory",
                settings.dataDirectory(),
                "secretFile",
                settings.secretFile().orElse(""),
                "database",
                Map.of(
                        "kind", database.kind().name(),
                        "name", database.name(),
                        "host", database.host(),
                        "port", database.port(),
                        "user", database.user(),
                        "passwordSet", database.passwordSet()));
    }

    /** The text of a module. */
    public static String text(String module) {
        return ServerProgram.resource(module);
    }
}
