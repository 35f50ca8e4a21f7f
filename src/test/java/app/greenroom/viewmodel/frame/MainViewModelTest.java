package app.greenroom.viewmodel.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.server.Secret;
import app.greenroom.operation.Preferences;
import app.greenroom.operation.SecretsVault.Protection;
import app.greenroom.task.Progress;
import app.greenroom.viewmodel.InstanceTab;
import app.greenroom.viewmodel.ThemeChoice;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.ManualTaskRunner;
import app.greenroom.viewmodel.fake.Sample;
import app.greenroom.viewmodel.fake.Scenes;
import app.greenroom.viewmodel.instance.InstanceViewModel;
import app.greenroom.viewmodel.server.SidebarEntry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MainViewModelTest {
    @Test
    void greetsAUserWithoutServers() {
        MainViewModel window = new FakeWorld().window(new DirectTaskRunner());

        window.start();

        assertThat(window.pageProperty().get()).isEqualTo(Page.WELCOME);
        assertThat(window.sidebar().servers()).isEmpty();
    }

    @Test
    void opensTheFirstServerAndLooksAtAll() {
        FakeWorld world = Scenes.conferences();
        MainViewModel window = world.window(new DirectTaskRunner());

        window.start();

        assertThat(window.pageProperty().get()).isEqualTo(Page.INSTANCE);
        assertThat(window.instanceProperty().get().map(InstanceViewModel::title))
                .contains("talks.example.org");
        assertThat(window.sidebar().servers())
                .extracting(
                        SidebarEntry::label,
                        entry -> entry.state().get(),
                        entry -> entry.tone().get())
                .contains(
                        tuple("talks.example.org", "2025.2.2 · 1 finding", Tone.ATTENTION),
                        tuple("cfp.example.net", "2026.2.1 · all fine", Tone.OK),
                        tuple("submit.example.eu", "2 instances", Tone.PROBLEM),
                        tuple("main", "2026.2.1 · 1 problem", Tone.PROBLEM));
    }

    @Test
    void startsThePracticeServerAndSavesItLikeAnother() {
        FakeWorld world = new FakeWorld();
        world.inspections.finds(Sample.report("practice", SampleFacts.healthy().facts()));
        MainViewModel window = world.window(new DirectTaskRunner());
        window.start();

        window.openPractice();

        assertThat(window.sidebar().practice()).hasSize(1);
        assertThat(window.sidebar().servers()).isEmpty();
        assertThat(window.instanceProperty().get().orElseThrow().isPractice()).isTrue();
        assertThat(world.servers.trusted()).as("trust on disk").isEmpty();
        assertThat(world.dialogs.failures()).isEmpty();
    }

    @Test
    void showsHowFarTheStartOfThePracticeServerIs() {
        FakeWorld world = new FakeWorld();
        world.inspections.finds(Sample.report("practice", SampleFacts.healthy().facts()));
        ManualTaskRunner runner = new ManualTaskRunner();
        MainViewModel window = world.window(runner);
        window.start();
        runner.runAll();

        window.openPractice();
        runner.progress(Progress.of("practice-install"));

        assertThat(window.startingPractice().busyProperty().get()).isTrue();
        assertThat(window.startingPractice().titleProperty().get()).isEqualTo("Start the practice server");
        assertThat(window.startingPractice().lineProperty().get()).contains("Installing the stand-in of pretalx");
        runner.runAll();
        assertThat(window.startingPractice().busyProperty().get()).isFalse();
    }

    @Test
    void saysWhyThePracticeServerCannotRun() {
        FakeWorld world = new FakeWorld();
        world.practice.impossible();
        MainViewModel window = world.window(new DirectTaskRunner());
        window.start();

        window.openPractice();

        assertThat(world.dialogs.failures()).hasSize(1);
        assertThat(world.dialogs.failures().getFirst().sentence()).contains("python3");
        assertThat(window.startingPractice().busyProperty().get()).isFalse();
    }

    @Test
    void neverAsksForASecretWhileStartingButWhenTheServerIsOpened() {
        FakeWorld world = Scenes.conferences();
        world.inspections.unless(server -> world.servers.provided().containsKey(server)
                ? Optional.empty()
                : Optional.of(new OperationFailedException(FailureReason.SECRET_MISSING, "none", "password")));
        world.dialogs.secret("in confidence");
        MainViewModel window = world.window(new DirectTaskRunner());

        window.start();

        assertThat(world.dialogs.secretQuestions()).hasSize(1);
        assertThat(world.servers.given("talks.example.org").signIn()).contains(Secret.of("in confidence"));
        assertThat(window.sidebar().servers().get(1).state().get()).isEqualTo("asks for a password");
    }

    @Test
    void opensTheLockedSecretsWithTheirPassphraseAndTriesAgain() {
        FakeWorld world = Scenes.conferences();
        world.vault.protection(Protection.PASSPHRASE_LOCKED);
        world.inspections.unless(server -> world.vault.protection() == Protection.PASSPHRASE_OPEN
                ? Optional.empty()
                : Optional.of(new OperationFailedException(FailureReason.SECRETS_LOCKED, "locked")));
        world.dialogs.secret("wrong").secret("open sesame");
        MainViewModel window = world.window(new DirectTaskRunner());

        window.start();

        assertThat(world.dialogs.secretQuestions()).hasSize(2);
        assertThat(window.sidebar().servers().getFirst().tone().get()).isEqualTo(Tone.ATTENTION);
    }

    @Test
    void keepsTheChosenTheme() {
        FakeWorld world = new FakeWorld();
        MainViewModel window = world.window(new DirectTaskRunner());

        window.preferences().themeProperty().set(ThemeChoice.DARK);

        assertThat(world.preferences.theme()).isEqualTo(Preferences.Theme.DARK);
    }

    @Test
    void changesHowTheSecretsAreProtected() {
        FakeWorld world = new FakeWorld();
        MainViewModel window = world.window(new DirectTaskRunner());
        window.showPreferences();
        SecretsPreferenceViewModel secrets = window.preferences().secrets();
        assertThat(secrets.keyringPossibleProperty().get()).isFalse();

        world.dialogs.secret("a new one");
        secrets.usePassphrase();
        assertThat(world.vault.protection()).isEqualTo(Protection.PASSPHRASE_OPEN);
        assertThat(secrets.sentenceProperty().get()).contains("your passphrase");

        secrets.useKeyring();
        assertThat(world.vault.protection()).isEqualTo(Protection.KEYRING);
    }

    @Test
    void theButtonOfAFindingLeadsToThePageThatHelps() {
        FakeWorld world = Scenes.conferences();
        MainViewModel window = world.window(new DirectTaskRunner());
        window.start();
        InstanceViewModel instance = window.instanceProperty().get().orElseThrow();

        instance.health().act(instance.health().todo().getFirst().action().orElseThrow());

        assertThat(instance.tabProperty().get()).isEqualTo(InstanceTab.UPGRADE);
    }
}
