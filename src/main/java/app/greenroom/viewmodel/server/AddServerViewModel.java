package app.greenroom.viewmodel.server;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.operation.SecretsVault.Protection;
import app.greenroom.operation.Servers.Check;
import app.greenroom.operation.Servers.ConnectionTest;
import app.greenroom.operation.Servers.OfferedKey;
import app.greenroom.operation.Servers.SignInSecrets;
import app.greenroom.operation.Servers.Standing;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskHandle;
import app.greenroom.task.TaskTitle;
import app.greenroom.task.Work;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Outcome;
import app.greenroom.viewmodel.Workbench;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;

/** Adding a server in four steps: address, identity, sign-in with a test, what was found. */
public final class AddServerViewModel {
    private final Workbench bench;
    private final Runnable onClosed;
    private final VaultQuestion vault;
    private final AddressForm address = new AddressForm();
    private final SignInForm signIn;
    private final StringProperty name = new SimpleStringProperty("");
    private final BooleanBinding nameFits =
            Bindings.createBooleanBinding(() -> ServerProfile.isName(name.get().strip()), name);
    private final ReadOnlyObjectWrapper<AddStep> step = new ReadOnlyObjectWrapper<>(AddStep.ADDRESS);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper busyLine = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<HostKeyPromptViewModel>> hostKey =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Outcome>> outcome = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper keeping = new ReadOnlyStringWrapper("");
    private final RunningChecks checks;
    private final FoundThere found;
    private Protection protection = Protection.KEYRING;
    private Optional<TaskHandle> handle = Optional.empty();

    /**
     * An empty form.
     *
     * @param onClosed what to do when the user gives up or is done
     */
    public AddServerViewModel(Workbench bench, Runnable onClosed) {
        this.bench = bench;
        this.onClosed = onClosed;
        this.vault = new VaultQuestion(bench);
        this.checks = new RunningChecks(bench.words(), bench.ui());
        this.signIn = new SignInForm(bench);
        this.found = new FoundThere(bench.words());
    }

    /** From the address to the question whether it is the right server; skips the question for a trusted one. */
    public void askIdentity() {
        if (!address.complete().get()) {
            return;
        }
        String host = address.hostName();
        int port = address.portNumber().orElseThrow();
        run("identity", host, context -> bench.operations().servers().offeredKey(host, port, context), offered -> {
            name.set(AddressForm.nameFor(host));
            hostKey.set(
                    Optional.of(new HostKeyPromptViewModel(host, offered, bench, () -> trust(host, port, offered))));
            step.set(offered.standing() == Standing.TRUSTED ? AddStep.SIGN_IN : AddStep.IDENTITY);
        });
    }

    private void trust(String host, int port, OfferedKey offered) {
        run(
                "trust",
                host,
                context -> {
                    bench.operations().servers().trust(host, port, offered.key());
                    return offered;
                },
                trusted -> step.set(AddStep.SIGN_IN));
    }

    /** Tries the sign-in and everything behind it. */
    public void test() {
        if (!signIn.complete().get()) {
            return;
        }
        ServerProfile draft = draft();
        SignInSecrets secrets = signIn.secrets();
        Consumer<Check> told = checks.begin();
        found.forget();
        run(
                "test",
                draft.host(),
                context -> new Tested(
                        bench.operations().servers().test(draft, secrets, told, context),
                        bench.operations().secrets().protection()),
                this::tested);
    }

    private record Tested(ConnectionTest result, Protection protection) {}

    private void tested(Tested tested) {
        checks.end(tested.result());
        found.show(tested.result());
        protection = tested.protection();
        keeping.set(keeping());
    }

    private String keeping() {
        if (!signIn.keepsSecrets()) {
            return bench.words().get("view.add.keeping.none");
        }
        return bench.words().get("view.add.keeping." + protection);
    }

    /** Goes on to what was found; possible only after a test that passed, or that found an empty server. */
    public void showFound() {
        if (found.usable()) {
            step.set(AddStep.FOUND);
        }
    }

    /** Saves the server and opens it. */
    public void save() {
        if (!found.usable() || !nameFits.get()) {
            return;
        }
        Optional<Secret> passphrase = Optional.empty();
        boolean due = signIn.keepsSecrets() && VaultQuestion.isDue(protection);
        if (due) {
            passphrase = vault.ask(protection);
            if (passphrase.isEmpty()) {
                return;
            }
        }
        ServerProfile profile = draft().withInstances(found.instances());
        SignInSecrets secrets = signIn.secrets();
        run("add", profile.name(), new SaveServer(bench.operations(), profile, secrets, passphrase), this::saved);
    }

    private void saved(ServerProfile profile) {
        signIn.forgetSecrets();
        onClosed.run();
        bench.navigator().serverAdded(profile.name());
    }

    private ServerProfile draft() {
        String text = name.get().strip();
        return new ServerProfile(
                ServerProfile.isName(text) ? text : AddressForm.nameFor(address.hostName()),
                address.hostName(),
                address.portNumber().orElseThrow(),
                signIn.userProperty().get().strip(),
                signIn.authentication(),
                signIn.askEveryTimeProperty().get(),
                false,
                List.of());
    }

    private <T> void run(String code, String argument, Work<T> work, Consumer<T> then) {
        if (busy.get()) {
            return;
        }
        busy.set(true);
        busyLine.set(bench.words().get("view.add.busy." + code));
        outcome.set(Optional.empty());
        TaskHandle running = bench.runner()
                .submit(
                        TaskTitle.of(code, argument),
                        work,
                        this::progress,
                        (T done) -> {
                            busy.set(false);
                            then.accept(done);
                        },
                        this::failed);
        handle = Optional.of(running).filter(task -> busy.get());
    }

    private void progress(Progress progress) {
        String key = "progress." + progress.phase();
        if (bench.words().messages().has(key)) {
            busyLine.set(bench.words().get(key));
        }
    }

    private void failed(OperationFailedException failure) {
        busy.set(false);
        checks.leave();
        if (failure.reason() != FailureReason.CANCELLED) {
            outcome.set(Optional.of(Outcome.of(FailureNote.of(failure, bench.words()))));
        }
    }

    /** Ends what is under way. */
    public void cancel() {
        handle.ifPresent(TaskHandle::cancel);
    }

    /** One step back; from the first one, away. */
    public void back() {
        cancel();
        outcome.set(Optional.empty());
        switch (step.get()) {
            case ADDRESS -> onClosed.run();
            case IDENTITY, SIGN_IN -> step.set(AddStep.ADDRESS);
            case FOUND -> step.set(AddStep.SIGN_IN);
        }
    }

    /** The step that is shown. */
    public ReadOnlyObjectProperty<AddStep> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /** Where the server is. */
    public AddressForm address() {
        return address;
    }

    /** The question for the host key, as soon as it is known. */
    public ReadOnlyObjectProperty<Optional<HostKeyPromptViewModel>> hostKeyProperty() {
        return hostKey.getReadOnlyProperty();
    }

    /** How to sign in. */
    public SignInForm signIn() {
        return signIn;
    }

    /** The checks of the test, those to come included. */
    public ObservableList<CheckRow> checks() {
        return checks.rows();
    }

    /** Whether the last test passed. */
    public ReadOnlyBooleanProperty passedProperty() {
        return found.passed().getReadOnlyProperty();
    }

    /** Whether the last test found a server on which pretalx is not installed and nothing else is wrong. */
    public ReadOnlyBooleanProperty emptyProperty() {
        return found.empty().getReadOnlyProperty();
    }

    /** The instances that were found, in words. */
    public ObservableList<String> found() {
        return found.lines();
    }

    /** Under which name the server is saved. */
    public StringProperty nameProperty() {
        return name;
    }

    /** Whether the name can be one. */
    public BooleanBinding nameFits() {
        return nameFits;
    }

    /** Where the secrets will be kept, in a sentence. */
    public ReadOnlyStringProperty keepingProperty() {
        return keeping.getReadOnlyProperty();
    }

    /** Whether something is under way. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** What is under way. */
    public ReadOnlyStringProperty busyLineProperty() {
        return busyLine.getReadOnlyProperty();
    }

    /** Why the last step failed. */
    public ReadOnlyObjectProperty<Optional<Outcome>> outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }
}
