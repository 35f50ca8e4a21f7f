package app.greenroom.operation.restore;

import app.greenroom.domain.backup.SnapshotManifest.Entry;
import app.greenroom.domain.backup.SourcePath;
import app.greenroom.domain.instance.Installation;
import app.greenroom.domain.instance.PretalxSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where files of a configuration may be restored to. A snapshot is not trusted here: whoever could write one could else
 * name any file of the server.
 *
 * @param prefixes beginnings of absolute paths
 * @param crontab the service user's crontab as a file
 */
record ConfigurationPlaces(List<String> prefixes, String crontab) {
    /** Name of the crontab in a snapshot. */
    static final SourcePath CRONTAB = SourcePath.of("crontab");

    /** Folders of those who run and serve a site. */
    private static final List<String> USUAL = List.of(
            "/etc/pretalx/",
            "/etc/systemd/system/",
            "/etc/cron.d/",
            "/etc/nginx/",
            "/etc/apache2/",
            "/etc/httpd/conf.d/",
            "/etc/caddy/",
            "/etc/default/",
            "/etc/sysconfig/");

    /** Copies the list. */
    ConfigurationPlaces {
        prefixes = List.copyOf(prefixes);
    }

    /** Those of an instance; {@code root} is the prefix of all paths on its host. */
    static ConfigurationPlaces of(String root, Installation installation, PretalxSettings settings) {
        List<String> prefixes = new ArrayList<>(settings.configFiles());
        USUAL.forEach(each -> prefixes.add(root + each));
        prefixes.add(installation.home() + "/.pretalx.cfg");
        prefixes.add(installation.workingDirectory() + "/pretalx.cfg");
        return new ConfigurationPlaces(prefixes, root + "/var/spool/cron/crontabs/" + installation.user());
    }

    /** Those of a site that is not there any more. */
    static ConfigurationPlaces ofFormer(String root, FormerSite site) {
        List<String> prefixes = new ArrayList<>();
        USUAL.forEach(each -> prefixes.add(root + each));
        prefixes.add(site.home() + "/.pretalx.cfg");
        prefixes.add(site.home() + "/pretalx.cfg");
        return new ConfigurationPlaces(prefixes, root + "/var/spool/cron/crontabs/" + site.user());
    }

    /** Whether a file may be restored. */
    boolean allows(Entry entry) {
        SourcePath path = entry.source().path();
        return path.equals(CRONTAB)
                || (!path.base64()
                        && path.text().startsWith("/")
                        && SourcePath.of(path.text().substring(1)).staysBelow()
                        && prefixes.stream().anyMatch(path.text()::startsWith));
    }

    /** The files by their places on the server. */
    Map<String, Entry> byPlace(List<Entry> entries) {
        Map<String, Entry> places = new LinkedHashMap<>();
        for (Entry entry : entries) {
            SourcePath path = entry.source().path();
            places.put(path.equals(CRONTAB) ? crontab : path.text(), entry);
        }
        return places;
    }
}
