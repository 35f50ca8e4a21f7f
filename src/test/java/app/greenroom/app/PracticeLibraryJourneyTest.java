package app.greenroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.view.FxToolkit;
import app.greenroom.view.Person;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user looks after the snapshots of the practice server: the window on real operations. */
class PracticeLibraryJourneyTest {
    private final Person person = new Person();

    @TempDir
    private Path home;

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.start();
    }

    @Test
    void provesSchedulesCollectsPinsAndSavesAFile() throws Exception {
        Path saved = home.resolve("saved.txt");
        try (CompositionRoot root = CompositionRoot.build(Optional.of(home.resolve("greenroom")))) {
            try {
                person.open(root.operations(), root.preferences(), saved);
                person.click("Try the practice server");
                person.waitForText(".label", "The site works.");
                person.click("Back up now");
                person.waitForText(".label", "is whole");
                proves();
                schedules();
                previewsWhatGoes();
                pins();
                savesAFile();
            } finally {
                person.close();
            }
        }
        assertThat(saved).content().contains("pretalx==2025.2.2");
    }

    private void proves() throws Exception {
        person.click("#prove");
        person.click("#dialogYes");
        person.waitForText(".label", "is proven to restore");
        person.click("#showDrill");
        person.waitForText(".label", "Everything removed again");
        person.keepPicture("practice-proof");
        person.click("#sheetBack");
    }

    private void schedules() throws Exception {
        person.click("#openSchedule");
        person.waitForText("#scheduleState", "takes no snapshots by itself");
        person.replace("#times", "03:40, 15:40");
        person.click("#saveSchedule");
        person.waitForText(".label", "The practice server keeps no time");
        person.click("#runNow");
        person.waitForText(".label", "Collect brings it to this computer");
        person.waitForText("#collect", "Collect 1 snapshot");
        person.keepPicture("practice-schedule");
        person.click("#collect");
        person.waitForText(".label", "One snapshot came to this computer");
        person.click("#removeSchedule");
        person.click("#dialogYes");
        person.waitForText(".label", "The schedule was removed");
        person.click("#sheetBack");
        person.waitForText(".label", "2 snapshots since");
    }

    private void previewsWhatGoes() throws Exception {
        person.click("#openRetention");
        for (String field : new String[] {"#keepHour", "#keepDay", "#keepWeek", "#keepMonth", "#keepYear"}) {
            person.replace(field, "1");
        }
        person.waitForText("#retentionSentence", "By this rule nothing goes");
        person.keepPicture("practice-retention");
        person.click("#sheetBack");
    }

    private void pins() throws Exception {
        person.click("#more");
        person.click("Pin it\u2026");
        person.click("#answer");
        person.write("before the call for papers");
        person.press(KeyCode.ENTER);
        person.waitForText(".label", "Pinned: before the call for papers");
        person.keepPicture("practice-backups");
    }

    private void savesAFile() throws Exception {
        person.click("#more");
        person.click("Browse its files\u2026");
        person.choose("server");
        person.click("pip-freeze.txt");
        person.keepPicture("practice-files");
        person.click("#saveFile");
        person.waitForText(".label", "saved.txt");
    }
}
