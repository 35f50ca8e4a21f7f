package app.greenroom.viewmodel.schedule;

import app.greenroom.domain.schedule.LaptopSchedule;
import app.greenroom.domain.schedule.ScheduleReport;
import app.greenroom.domain.schedule.ServerSchedule;
import app.greenroom.domain.schedule.ServerSchedule.Trigger;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import java.time.Instant;
import java.util.Optional;

/** Says when the next snapshot is taken by itself, and by whom. */
public final class NextRun {
    private final Words words;

    /** Says it in these words. */
    public NextRun(Words words) {
        this.words = words;
    }

    /** The figure for the head of the page. */
    public Figure figure(ScheduleWatch watch, Instant now) {
        Optional<Instant> here = watch.laptopProperty().get().next();
        Optional<ServerSchedule> server = watch.reportProperty().get().map(ScheduleReport::server);
        Optional<Instant> there = server.flatMap(ServerSchedule::next);
        if (there.isPresent() && here.map(there.get()::isBefore).orElse(true)) {
            return at(there.get(), "server", now);
        }
        if (here.isPresent()) {
            return at(here.get(), "laptop", now);
        }
        String label = words.get("view.backups.next");
        if (server.filter(known -> known.settings().isPresent() && known.trigger() == Trigger.NONE)
                .isPresent()) {
            return new Figure(
                    label, words.get("view.backups.next.off"), words.get("view.backups.next.offNote"), Tone.ATTENTION);
        }
        return server.isPresent()
                ? new Figure(
                        label,
                        words.get("view.backups.next.none"),
                        words.get("view.backups.next.noneNote"),
                        Tone.ATTENTION)
                : new Figure(
                        label, words.get("view.unknown"), words.get("view.backups.next.unknownNote"), Tone.UNKNOWN);
    }

    private Figure at(Instant due, String who, Instant now) {
        boolean late = due.isBefore(now);
        return new Figure(
                words.get("view.backups.next"),
                late ? words.get("view.backups.next.due") : words.moment(due, now),
                words.get("view.backups.next." + who),
                late ? Tone.INFO : Tone.OK);
    }

    /** Whether anything takes snapshots by itself; empty if that is not known. */
    public static Optional<Boolean> scheduled(ScheduleWatch watch) {
        LaptopSchedule laptop = watch.laptopProperty().get();
        if (laptop.at().isPresent()) {
            return Optional.of(true);
        }
        return watch.reportProperty()
                .get()
                .map(report -> report.server().settings().isPresent());
    }
}
