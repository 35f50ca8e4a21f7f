package app.greenroom.viewmodel.instance;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.InstanceFacts.DiskSpace;
import app.greenroom.domain.instance.InstanceFacts.Service;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The four figures of the health page. */
final class Figures {
    private final Words words;

    Figures(Words words) {
        this.words = words;
    }

    Figure version(InstanceFacts facts) {
        Optional<PretalxVersion> installed = facts.installed().value();
        Optional<PretalxVersion> newest = newest(facts);
        String value = installed.map(PretalxVersion::toString).orElse(words.get("view.unknown"));
        if (installed.isEmpty() || newest.isEmpty()) {
            return new Figure(words.get("view.figure.pretalx"), value, words.get("view.figure.noNewest"), Tone.UNKNOWN);
        }
        boolean behind = installed.get().compareTo(newest.get()) < 0;
        String note =
                behind ? words.get("view.figure.behind", newest.get().toString()) : words.get("view.figure.newest");
        return new Figure(words.get("view.figure.pretalx"), value, note, behind ? Tone.ATTENTION : Tone.OK);
    }

    static Optional<PretalxVersion> newest(InstanceFacts facts) {
        return facts.available().value().stream()
                .flatMap(List::stream)
                .filter(PretalxVersion::isRelease)
                .max(Comparator.naturalOrder());
    }

    Figure snapshot(Optional<List<SnapshotSummary>> snapshots, Instant now) {
        String label = words.get("view.figure.snapshot");
        if (snapshots.isEmpty()) {
            return new Figure(label, words.get("view.unknown"), "", Tone.UNKNOWN);
        }
        Optional<SnapshotSummary> last =
                snapshots.get().stream().filter(SnapshotSummary::usable).findFirst();
        if (last.isEmpty()) {
            return new Figure(
                    label, words.get("view.figure.none"), words.get("view.figure.noSnapshot"), Tone.ATTENTION);
        }
        String age = words.amounts().age(last.get().id().taken(), now);
        return last.get()
                .verified()
                .map(at -> new Figure(label, age, words.get("view.figure.verified", words.moment(at, now)), Tone.OK))
                .orElseGet(() -> new Figure(label, age, words.get("view.figure.unverified"), Tone.UNKNOWN));
    }

    Figure services(InstanceFacts facts) {
        String label = words.get("view.figure.services");
        List<Service> services = facts.services().value().orElse(List.of());
        if (services.isEmpty()) {
            return new Figure(label, words.get("view.unknown"), words.get("view.figure.noServices"), Tone.UNKNOWN);
        }
        long active =
                services.stream().filter(each -> each.active().equals("active")).count();
        String note = services.stream().map(this::service).collect(Collectors.joining(words.get("view.separator")));
        return new Figure(
                label,
                words.get("view.figure.running", active, services.size()),
                note,
                active == services.size() ? Tone.OK : Tone.PROBLEM);
    }

    private String service(Service service) {
        String role = words.get("view.role." + service.role());
        return service.since()
                .map(seconds ->
                        words.get("view.figure.since", role, words.amounts().duration(Duration.ofSeconds(seconds))))
                .orElseGet(() -> words.get("view.figure.stopped", role));
    }

    Figure disk(InstanceFacts facts, Tone tone) {
        String label = words.get("view.figure.disk");
        return facts.disks().value().stream()
                .flatMap(List::stream)
                .filter(disk -> disk.totalBytes() > 0)
                .min(Comparator.comparingLong(DiskSpace::freeBytes))
                .map(disk -> new Figure(
                        label,
                        words.get("view.figure.free", words.amounts().size(disk.freeBytes())),
                        words.get(
                                "view.figure.used",
                                Math.round(100.0 * (disk.totalBytes() - disk.freeBytes()) / disk.totalBytes()),
                                words.amounts().size(disk.totalBytes())),
                        tone))
                .orElseGet(() -> new Figure(label, words.get("view.unknown"), "", Tone.UNKNOWN));
    }
}
