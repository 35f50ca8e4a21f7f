package app.greenroom.viewmodel.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.Period;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.schedule.ScheduleRun;
import app.greenroom.domain.schedule.ScheduleRun.Reason;
import app.greenroom.domain.schedule.ScheduleRun.Result;
import app.greenroom.domain.schedule.ScheduleSettings;
import app.greenroom.viewmodel.Figure;
import app.greenroom.viewmodel.InstanceTab;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.backup.BackupsViewModel;
import app.greenroom.viewmodel.backup.Standing.Next;
import app.greenroom.viewmodel.fake.BackupScenes;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.Sample;
import app.greenroom.viewmodel.frame.MainViewModel;
import app.greenroom.viewmodel.schedule.ScheduleForm.Field;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleViewModelTest {
    private final FakeWorld world = BackupScenes.library();

    private BackupsViewModel backups() {
        MainViewModel window = world.window(new DirectTaskRunner());
        window.start();
        var instance = window.instanceProperty().get().orElseThrow();
        instance.tabProperty().set(InstanceTab.BACKUPS);
        return instance.backups();
    }

    private ScheduleViewModel opened() {
        BackupsViewModel backups = backups();
        backups.sheets().openSchedule();
        return (ScheduleViewModel) backups.sheets().sheetProperty().get().orElseThrow();
    }

    @Test
    void showsWhatTheServerTells() {
        ScheduleViewModel schedule = opened();

        assertThat(schedule.isSet()).isTrue();
        assertThat(schedule.state().orElseThrow().tone()).isEqualTo(Tone.OK);
        assertThat(schedule.figures())
                .extracting(Figure::value)
                .containsExactly("today 02:02", "10 hours ago", "tomorrow 03:02", "none");
        assertThat(schedule.form().timesProperty().get()).isEqualTo("03:40");
        assertThat(schedule.form().floorProperty().get()).isEqualTo("2");
        assertThat(schedule.form().keepProperty(Period.DAY).get()).isEqualTo("14");
    }

    @Test
    void setsWhatWasTyped() {
        world.schedules.settings = Optional.empty();
        ScheduleViewModel schedule = opened();
        assertThat(schedule.state().orElseThrow().sentence()).isEqualTo("The server takes no snapshots by itself.");

        schedule.form().timesProperty().set("4:05, 16:05");
        schedule.form().floorProperty().set("1.5");
        schedule.form().mailProperty().set("anna@example.org");
        schedule.save();

        ScheduleSettings set = world.schedules.settings.orElseThrow();
        assertThat(set.times()).containsExactly(LocalTime.of(4, 5), LocalTime.of(16, 5));
        assertThat(set.floorBytes()).isEqualTo(1_500_000_000L);
        assertThat(set.mail()).contains("anna@example.org");
        assertThat(set.ping()).isEmpty();
        assertThat(schedule.outcomeProperty().get().orElseThrow().tone()).isEqualTo(Tone.OK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TIMES| 25:00",
                "TIMES| ''",
                "TIMES| noon",
                "ZONE| Berlin",
                "KEEP| -1",
                "KEEP| all",
                "FLOOR| much",
                "FLOOR| -1",
                "MAIL| anna",
                "PING| ftp://example.org",
                "PING| http://example.org"
            })
    void aFieldThatIsNotRightIsNamedAndNothingIsSet(Field field, String typed) {
        ScheduleViewModel schedule = opened();
        ScheduleForm form = schedule.form();
        switch (field) {
            case TIMES -> form.timesProperty().set(typed);
            case ZONE -> form.zoneProperty().set(typed);
            case KEEP -> form.keepProperty(Period.WEEK).set(typed);
            case FLOOR -> form.floorProperty().set(typed);
            case MAIL -> form.mailProperty().set(typed);
            case PING -> form.pingProperty().set(typed);
        }

        schedule.save();

        assertThat(form.wrong()).containsExactly(field);
        assertThat(world.schedules.asked).isEmpty();
        assertThat(world.words.get("view.schedule.wrong." + field)).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void skippedIsNotFailedAndEachSaysWhy(Reason reason) {
        world.schedules.run = Optional.of(BackupScenes.run(Result.SKIPPED, reason, "100000000", "50000000", "2000"));
        ScheduleViewModel skipped = opened();
        assertThat(skipped.state().orElseThrow().tone()).isEqualTo(Tone.ATTENTION);
        assertThat(skipped.figures().getFirst().note()).startsWith("Skipped: ").hasSizeGreaterThan(12);

        world.schedules.run = Optional.of(BackupScenes.run(Result.FAILED, reason));
        ScheduleViewModel failed = opened();
        assertThat(failed.state().orElseThrow().tone()).isEqualTo(Tone.PROBLEM);
        assertThat(failed.figures().getFirst().note()).startsWith("Failed: ");
    }

    @Test
    void whatWaitsIsOfferedAndCollected() {
        world.schedules.waiting.add(new SnapshotId("2026-11-24T02-05-00Z-s"));
        BackupsViewModel backups = backups();
        assertThat(backups.standingProperty().get().orElseThrow().next()).isEqualTo(Next.COLLECT);

        backups.next();

        assertThat(world.schedules.asked).containsExactly("collect");
        assertThat(backups.rows()).hasSize(10);
        assertThat(backups.standingProperty().get().orElseThrow().next()).isEqualTo(Next.NOTHING);
    }

    @Test
    void aRunEndsAsItDid() {
        ScheduleViewModel schedule = opened();
        world.schedules.run = Optional.of(BackupScenes.run(Result.SKIPPED, Reason.JOB, "upgrade-1"));

        schedule.runNow();

        assertThat(schedule.outcomeProperty().get().orElseThrow().tone()).isEqualTo(Tone.ATTENTION);
        assertThat(schedule.outcomeProperty().get().orElseThrow().sentence()).contains("upgrade-1");
    }

    @Test
    void removingAsksFirstAndLeavesTheSets() {
        ScheduleViewModel schedule = opened();

        world.dialogs.consent(false);
        schedule.remove();
        assertThat(world.schedules.asked).isEmpty();

        world.dialogs.consent(true);
        schedule.remove();
        assertThat(world.schedules.asked).containsExactly("remove");
        assertThat(schedule.isSet()).isFalse();
        assertThat(schedule.outcomeProperty().get().orElseThrow().advice()).contains("stay on the server");
    }

    @Test
    void thisComputersOwnScheduleNeedsNoServer() {
        world.schedules.failure = Optional.of(new OperationFailedException(FailureReason.HOST_SILENT, "x", "x:22"));
        ScheduleViewModel schedule = opened();
        assertThat(schedule.state()).isEmpty();
        assertThat(schedule.outcomeProperty().get().orElseThrow().tone()).isEqualTo(Tone.PROBLEM);

        schedule.laptop().timeProperty().set("9:30");
        schedule.laptop().save();
        assertThat(world.schedules.asked).containsExactly("laptop 09:30");
        assertThat(schedule.laptop().lineProperty().get()).contains("next one is due today 21:02");

        schedule.laptop().timeProperty().set("soon");
        assertThat(schedule.laptop().fits()).isFalse();
        schedule.laptop().save();
        schedule.laptop().remove();
        assertThat(world.schedules.asked).containsExactly("laptop 09:30", "laptop none");
    }

    @Test
    void theNextSnapshotIsTheEarlierOne() {
        world.schedules.setLaptop(Sample.target(), LocalTime.of(21, 0));

        List<Figure> figures = backups().figures();

        assertThat(figures.getLast().value()).isEqualTo("today 21:02");
        assertThat(figures.getLast().note()).contains("this computer");
        assertThat(BackupScenes.run(Result.OK, Reason.NONE).result()).isEqualTo(ScheduleRun.Result.OK);
    }
}
