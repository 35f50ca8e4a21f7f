package app.greenroom.operation.schedule;

import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.schedule.ScheduleSettings;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.operation.backup.ScheduledSite;
import app.greenroom.ssh.HostTraits;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the program of schedules on a server is asked for, as it reads it. */
final class ScheduleWish {
    /** Seconds for which a run waits for a job that is changing the site. */
    private static final int PATIENCE = 30 * 60;

    private ScheduleWish() {}

    /**
     * The wish that an instance has a schedule from now on.
     *
     * @param version of this program, noted in every set
     */
    static Map<String, Object> set(
            InstanceFacts facts, ScheduleSettings settings, ServerProfile profile, HostTraits traits, String version)
            throws OperationFailedException {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("task", "set");
        wish.put("program", ScheduleProgram.taking());
        wish.put("chosen", chosen(facts, settings, profile, traits, version));
        return wish;
    }

    /** A wish that concerns one instance: {@code remove}, {@code start} or {@code wait}. */
    static Map<String, Object> of(String task, InstanceFacts facts) {
        Map<String, Object> wish = new LinkedHashMap<>(whose(facts));
        wish.put("task", task);
        return wish;
    }

    private static Map<String, Object> chosen(
            InstanceFacts facts, ScheduleSettings settings, ServerProfile profile, HostTraits traits, String version)
            throws OperationFailedException {
        Map<String, Object> chosen = new LinkedHashMap<>();
        chosen.put("schema", 1);
        chosen.put("settings", settings(settings));
        Map<String, Object> instance = new LinkedHashMap<>(whose(facts));
        instance.put("id", facts.id());
        instance.put("server", profile.name());
        instance.put("host", profile.host());
        instance.put(
                "siteUrl", facts.settings().value().map(each -> each.siteUrl()).orElse(""));
        chosen.put("instance", instance);
        chosen.put("lockKey", facts.lockKey());
        chosen.put("patience", PATIENCE);
        chosen.put("greenroom", version);
        chosen.putAll(ScheduledSite.describe(facts, traits, profile.name(), profile.host()));
        return chosen;
    }

    private static Map<String, Object> settings(ScheduleSettings settings) {
        KeepRule keep = settings.keep();
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("times", settings.times().stream().map(LocalTime::toString).toList());
        written.put("zone", settings.zone().getId());
        written.put(
                "keep",
                Map.of(
                        "hourly", keep.hourly(),
                        "daily", keep.daily(),
                        "weekly", keep.weekly(),
                        "monthly", keep.monthly(),
                        "yearly", keep.yearly()));
        written.put("floorBytes", settings.floorBytes());
        written.put("mail", settings.mail().orElse(""));
        written.put("ping", settings.ping().orElse(""));
        return written;
    }

    /** What tells an instance from the others of its server, whatever each laptop calls it. */
    private static Map<String, Object> whose(InstanceFacts facts) {
        return Map.of(
                "dataDirectory",
                facts.lockKey(),
                "webUnit",
                facts.installation().webUnit());
    }
}
