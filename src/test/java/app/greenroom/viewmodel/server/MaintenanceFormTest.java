package app.greenroom.viewmodel.server;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.server.MaintenanceWords;
import app.greenroom.domain.server.MaintenanceWords.Field;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.Scenes;
import app.greenroom.viewmodel.frame.MainViewModel;
import org.junit.jupiter.api.Test;

/** The words of the maintenance page in the settings of a server. */
class MaintenanceFormTest {
    private static final String SERVER = "talks.example.org";

    private final FakeWorld world = Scenes.conferences();

    private MaintenanceForm opened() {
        MainViewModel window = world.window(new DirectTaskRunner());
        window.start();
        MaintenanceForm form =
                window.instanceProperty().get().orElseThrow().settings().page();
        form.opened();
        return form;
    }

    @Test
    void showsWhatIsKeptAndHowItReads() {
        world.maintenance.kept.put(SERVER, new MaintenanceWords("", "We move.", "", "about 15:00"));
        MaintenanceForm form = opened();

        assertThat(form.fieldProperty(Field.TEXT).get()).isEqualTo("We move.");
        assertThat(form.preview(Field.TITLE).get()).isEqualTo("Your site will be back shortly");
        assertThat(form.preview(Field.TEXT).get()).isEqualTo("We move.");
        assertThat(form.preview(Field.UNTIL).get()).isEqualTo("Expected back: about 15:00");
        assertThat(form.preview(Field.CONTACT).get()).isEmpty();
    }

    @Test
    void keepsWhatIsTyped() {
        MaintenanceForm form = opened();
        form.fieldProperty(Field.CONTACT).set(" help@example.org ");
        form.save();

        assertThat(world.maintenance.kept.get(SERVER)).isEqualTo(new MaintenanceWords("", "", "help@example.org", ""));
        assertThat(form.outcomeProperty().get().orElseThrow().tone()).isEqualTo(Tone.OK);
    }

    @Test
    void whatCannotBeShownIsNotKept() {
        MaintenanceForm form = opened();
        form.fieldProperty(Field.CONTACT).set("javascript:alert(1)");

        assertThat(form.wrong(Field.CONTACT).get()).isTrue();
        assertThat(form.complete().get()).isFalse();
        form.save();
        assertThat(world.maintenance.kept).isEmpty();
    }
}
