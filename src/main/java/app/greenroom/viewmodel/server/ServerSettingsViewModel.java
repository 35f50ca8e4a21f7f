package app.greenroom.viewmodel.server;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.operation.Servers.OfferedKey;
import app.greenroom.operation.Servers.SignInSecrets;
import app.greenroom.task.TaskTitle;
import app.greenroom.task.Work;
import app.greenroom.viewmodel.Dialogs.Question;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Outcome;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Workbench;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Address, sign-in, identity and removal of a saved server. */
public final class ServerSettingsViewModel {
    private final ServerWatch watch;
    private final Workbench bench;
    private final AddressForm address = new AddressForm();
    private final SignInForm signIn;
    private final MaintenanceForm page;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper identity = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Outcome>> outcome = new ReadOnlyObjectWrapper<>(Optional.empty());

    /** Shows what is saved. */
    public ServerSettingsViewModel(ServerWatch watch, Workbench bench) {
        this.watch = watch;
        this.bench = bench;
        this.signIn = new SignInForm(bench);
        this.page = new MaintenanceForm(watch::name, bench);
        watch.profileProperty().subscribe(profile -> {
            address.show(profile.host(), profile.port());
            signIn.show(profile);
        });
    }

    private ServerProfile profile() {
        return watch.profileProperty().get();
    }

    /** Saves address and sign-in; empty secret fields leave the stored secrets as they are. */
    public void save() {
        if (!address.complete().get() || !signIn.complete().get()) {
            return;
        }
        ServerProfile old = profile();
        ServerProfile changed = new ServerProfile(
                old.name(),
                address.hostName(),
                address.portNumber().orElse(old.port()),
                signIn.userProperty().get().strip(),
                signIn.authentication(),
                signIn.askEveryTimeProperty().get(),
                old.practice(),
                old.instances());
        SignInSecrets secrets = signIn.secrets();
        boolean asks = changed.askEveryTime();
        run(
                "settings",
                context -> {
                    bench.operations().servers().update(changed, asks ? SignInSecrets.none() : secrets);
                    return changed;
                },
                saved -> {
                    watch.profileProperty().set(saved);
                    tell("view.settings.saved");
                    bench.navigator().serversChanged();
                });
    }

    /** Asks the server for its key and shows it beside the stored ones, for comparing with somebody else. */
    public void showIdentity() {
        ServerProfile asked = profile();
        run(
                "identity",
                context -> bench.operations().servers().offeredKey(asked.host(), asked.port(), context),
                (OfferedKey offered) -> identity.set(bench.words()
                        .get(
                                "view.settings.identity." + offered.standing(),
                                offered.key().type(),
                                offered.key().fingerprint(),
                                offered.stored().stream()
                                        .map(HostKey::fingerprint)
                                        .collect(Collectors.joining(", ")))));
    }

    /** Removes every stored key of the server after a question, so that the next contact is a first one. */
    public void removeTrust() {
        ServerProfile asked = profile();
        if (!bench.dialogs().confirm(question("view.settings.removeTrust", asked.name()))) {
            return;
        }
        run(
                "forget",
                context -> {
                    bench.operations().servers().forgetTrust(asked.host(), asked.port());
                    return asked;
                },
                done -> {
                    identity.set("");
                    tell("view.settings.trustRemoved");
                });
    }

    /** Removes the saved server after a question that says what stays. */
    public void remove() {
        String name = profile().name();
        if (!bench.dialogs().confirm(question("view.settings.remove", name))) {
            return;
        }
        run(
                "remove",
                context -> {
                    bench.operations().servers().remove(name);
                    return name;
                },
                done -> bench.navigator().serversChanged());
    }

    private Question question(String key, String name) {
        return new Question(
                bench.words().get(key + ".title", name),
                bench.words().get(key + ".text", name),
                bench.words().get(key + ".yes"),
                true);
    }

    private <T> void run(String code, Work<T> work, Consumer<T> then) {
        if (busy.get()) {
            return;
        }
        busy.set(true);
        outcome.set(Optional.empty());
        bench.asking()
                .submit(
                        watch.name(),
                        TaskTitle.of(code, watch.name()),
                        work,
                        progress -> {},
                        (T done) -> {
                            busy.set(false);
                            then.accept(done);
                        },
                        this::failed);
    }

    private void failed(OperationFailedException failure) {
        busy.set(false);
        outcome.set(Optional.of(Outcome.of(FailureNote.of(failure, bench.words()))));
    }

    private void tell(String key) {
        outcome.set(Optional.of(
                new Outcome(Tone.OK, bench.words().get(key), bench.words().get(key + ".note"), "")));
    }

    /** Forgets the last outcome. */
    public void dismiss() {
        outcome.set(Optional.empty());
    }

    /** Where the server is. */
    public AddressForm address() {
        return address;
    }

    /** How to sign in. */
    public SignInForm signIn() {
        return signIn;
    }

    /** What visitors read while the site is closed. */
    public MaintenanceForm page() {
        return page;
    }

    /** Whether something is being saved or asked. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** The server's key and whether it is the stored one, in a sentence; empty until asked for. */
    public ReadOnlyStringProperty identityProperty() {
        return identity.getReadOnlyProperty();
    }

    /** How the last action ended. */
    public ReadOnlyObjectProperty<Optional<Outcome>> outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }
}
