package app.greenroom.viewmodel.server;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.Secret;
import app.greenroom.operation.SecretsVault.Protection;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.fake.DirectTaskRunner;
import app.greenroom.viewmodel.fake.FakeServers;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.Sample;
import app.greenroom.viewmodel.frame.MainViewModel;
import app.greenroom.viewmodel.frame.Page;
import app.greenroom.viewmodel.server.HostKeyPromptViewModel.Match;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddServerViewModelTest {
    private static final String HOST = "talks.example.org";

    private final FakeWorld world = new FakeWorld();
    private final MainViewModel window = world.window(new DirectTaskRunner());

    private AddServerViewModel form() {
        window.start();
        window.showAddServer();
        AddServerViewModel form = window.addingProperty().get().orElseThrow();
        form.address().hostProperty().set(HOST);
        return form;
    }

    private AddServerViewModel trusted() {
        world.servers.stored(HOST, 22, FakeServers.KEY);
        AddServerViewModel form = form();
        form.askIdentity();
        return form;
    }

    @Test
    void anUnknownKeyIsTrustedOnlyWhenItWasCompared() {
        AddServerViewModel form = form();
        form.askIdentity();
        assertThat(form.stepProperty().get()).isEqualTo(AddStep.IDENTITY);
        HostKeyPromptViewModel prompt = form.hostKeyProperty().get().orElseThrow();

        prompt.trust();
        assertThat(world.servers.trusted()).isEmpty();

        prompt.pastedProperty().set("256 " + FakeServers.KEY.fingerprint() + " root@talks (ED25519)");
        assertThat(prompt.match().get()).isEqualTo(Match.SAME);
        prompt.trust();

        assertThat(world.servers.trusted()).containsExactly(FakeServers.KEY);
        assertThat(form.stepProperty().get()).isEqualTo(AddStep.SIGN_IN);
    }

    @Test
    void anotherFingerprintIsAStop() {
        AddServerViewModel form = form();
        form.askIdentity();
        HostKeyPromptViewModel prompt = form.hostKeyProperty().get().orElseThrow();
        world.dialogs.consent(true);

        prompt.pastedProperty().set("SHA256:" + "x".repeat(43));
        assertThat(prompt.match().get()).isEqualTo(Match.DIFFERENT);
        prompt.trust();
        prompt.trustUncompared();

        assertThat(world.servers.trusted()).isEmpty();
        assertThat(world.dialogs.questions()).isEmpty();
    }

    @Test
    void theBeginningOfAFingerprintIsNeitherSameNorDifferent() {
        AddServerViewModel form = form();
        form.askIdentity();
        HostKeyPromptViewModel prompt = form.hostKeyProperty().get().orElseThrow();

        prompt.pastedProperty().set(FakeServers.KEY.fingerprint().substring(0, 20));
        assertThat(prompt.match().get()).isEqualTo(Match.PARTIAL);
        prompt.pastedProperty().set("MD5:16:27:ac");
        assertThat(prompt.match().get()).isEqualTo(Match.DIFFERENT);
    }

    @Test
    void withoutComparingItAsksWhatThatRisks() {
        AddServerViewModel form = form();
        form.askIdentity();
        HostKeyPromptViewModel prompt = form.hostKeyProperty().get().orElseThrow();

        prompt.trustUncompared();
        assertThat(world.servers.trusted()).isEmpty();

        world.dialogs.consent(true);
        prompt.trustUncompared();
        assertThat(world.servers.trusted()).containsExactly(FakeServers.KEY);
        assertThat(world.dialogs.questions()).hasSize(2).allMatch(question -> question.dangerous());
    }

    @Test
    void aChangedKeyCannotBeAcceptedHere() {
        HostKey old = new HostKey("ssh-rsa", "AAAA");
        world.servers.stored(HOST, 22, old);
        AddServerViewModel form = form();
        form.askIdentity();
        HostKeyPromptViewModel prompt = form.hostKeyProperty().get().orElseThrow();
        world.dialogs.consent(true);

        prompt.pastedProperty().set(FakeServers.KEY.fingerprint());
        prompt.trust();
        prompt.trustUncompared();

        assertThat(prompt.isChanged()).isTrue();
        assertThat(prompt.storedFingerprints()).isEqualTo(old.fingerprint());
        assertThat(world.servers.trusted()).containsExactly(old);
        assertThat(form.stepProperty().get()).isEqualTo(AddStep.IDENTITY);
    }

    @Test
    void addsWhatTheTestFoundAndOpensIt() {
        world.inspections.finds(Sample.report(HOST, SampleFacts.healthy().facts()));
        AddServerViewModel form = trusted();
        assertThat(form.stepProperty().get()).isEqualTo(AddStep.SIGN_IN);

        form.test();
        assertThat(form.checks()).extracting(CheckRow::tone).containsOnly(Tone.OK);
        form.showFound();
        form.save();

        assertThat(world.servers.list()).singleElement().satisfies(saved -> {
            assertThat(saved.name()).isEqualTo(HOST);
            assertThat(saved.instances()).hasSize(1);
        });
        assertThat(window.pageProperty().get()).isEqualTo(Page.INSTANCE);
        assertThat(window.addingProperty().get()).isEmpty();
    }

    @Test
    void aServerWithoutPretalxIsAddedAsAnEmptyOne() {
        world.servers.checks(
                List.of(
                        FakeServers.passed("SIGN_IN"),
                        FakeServers.failed("PRETALX", new OperationFailedException(FailureReason.NO_PRETALX, "none"))),
                List.of());
        AddServerViewModel form = trusted();

        form.test();
        assertThat(form.passedProperty().get()).isFalse();
        assertThat(form.emptyProperty().get()).isTrue();
        form.showFound();
        assertThat(form.found()).singleElement().asString().contains("not installed");
        form.save();

        assertThat(world.servers.list())
                .singleElement()
                .satisfies(saved -> assertThat(saved.instances()).isEmpty());
    }

    @Test
    void aServerWithMoreWrongThanPretalxIsNotTakenForAnEmptyOne() {
        world.servers.checks(
                List.of(
                        FakeServers.failed("PYTHON", new OperationFailedException(FailureReason.NO_PYTHON, "none")),
                        FakeServers.failed("PRETALX", new OperationFailedException(FailureReason.NO_PRETALX, "none"))),
                List.of());
        AddServerViewModel form = trusted();

        form.test();
        form.showFound();
        form.save();

        assertThat(form.emptyProperty().get()).isFalse();
        assertThat(world.servers.list()).isEmpty();
    }

    @Test
    void showsEachCheckAsSoonAsItHasEnded() {
        AddServerViewModel form = trusted();
        List<Tone> tones = new ArrayList<>();
        world.servers.afterEachCheck(() -> {
            if (tones.isEmpty()) {
                tones.addAll(form.checks().stream().map(CheckRow::tone).toList());
            }
        });

        form.test();

        assertThat(tones).startsWith(Tone.OK, Tone.RUNNING, Tone.WAITING).hasSameSizeAs(form.checks());
        assertThat(form.checks()).extracting(CheckRow::tone).containsOnly(Tone.OK);
        assertThat(form.checks()).extracting(CheckRow::text).contains("31 GB at /var/pretalx");
    }

    @Test
    void aFailedCheckSaysWhatToDoAndStopsThere() {
        world.servers.checks(
                List.of(
                        FakeServers.passed("REACH", HOST, "22"),
                        FakeServers.failed(
                                "SIGN_IN",
                                new OperationFailedException(FailureReason.SIGN_IN_REFUSED, "no", "password"))),
                List.of());
        AddServerViewModel form = trusted();

        form.test();
        form.showFound();
        form.save();

        assertThat(form.stepProperty().get()).isEqualTo(AddStep.SIGN_IN);
        assertThat(form.checks()).extracting(CheckRow::tone).contains(Tone.OK, Tone.PROBLEM, Tone.WAITING);
        assertThat(form.checks().get(2).advice()).isNotBlank();
        assertThat(world.servers.list()).isEmpty();
    }

    @Test
    void asksForANewPassphraseTwiceWhereThereIsNoKeyring() {
        world.vault.protection(Protection.NONE_PASSPHRASE_NEEDED);
        AddServerViewModel form = trusted();
        form.signIn().methodProperty().set(SignInForm.Method.PASSWORD);
        form.signIn().secretProperty().set("in confidence");
        form.test();
        form.showFound();

        form.save();
        assertThat(world.servers.list()).isEmpty();

        world.dialogs.secret("protects all");
        form.save();
        assertThat(world.servers.list()).hasSize(1);
        assertThat(world.dialogs.secretQuestions()).allMatch(question -> question.twice());
        assertThat(world.servers.given(HOST).signIn()).contains(Secret.of("in confidence"));
        assertThat(form.signIn().secretProperty().get()).isEmpty();
    }

    @Test
    void storesNothingAndAsksNothingWhereSecretsAreAskedForEveryTime() {
        world.vault.protection(Protection.NONE_PASSPHRASE_NEEDED);
        AddServerViewModel form = trusted();
        form.signIn().methodProperty().set(SignInForm.Method.PASSWORD);
        form.signIn().secretProperty().set("in confidence");
        form.signIn().askEveryTimeProperty().set(true);
        form.test();
        form.showFound();

        form.save();

        assertThat(world.dialogs.secretQuestions()).isEmpty();
        assertThat(world.servers.list()).singleElement().matches(saved -> saved.askEveryTime());
    }

    @Test
    void takesAnAddressAsPeoplePasteIt() {
        AddressForm address = new AddressForm();

        address.hostProperty().set(" https://root@talks.example.org/orga/ ");
        address.portProperty().set("2222");

        assertThat(address.complete().get()).isTrue();
        assertThat(address.hostName()).isEqualTo("talks.example.org");
        address.portProperty().set("70000");
        assertThat(address.portWrong().get()).isTrue();
    }
}
