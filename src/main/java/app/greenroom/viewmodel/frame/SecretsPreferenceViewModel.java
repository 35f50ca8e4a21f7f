package app.greenroom.viewmodel.frame;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.operation.SecretsVault.Protection;
import app.greenroom.task.TaskTitle;
import app.greenroom.viewmodel.Dialogs.SecretQuestion;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Workbench;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** How the stored secrets are protected, and changing that. */
public final class SecretsPreferenceViewModel {
    private final Workbench bench;
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper keyringPossible = new ReadOnlyBooleanWrapper();

    /** Knows nothing until it is refreshed. */
    SecretsPreferenceViewModel(Workbench bench) {
        this.bench = bench;
    }

    /** Asks how they are protected now. */
    public void refresh() {
        bench.quiet()
                .submit(
                        TaskTitle.of("vault"),
                        context -> bench.operations().secrets().protection(),
                        progress -> {},
                        this::show,
                        failure -> sentence.set(bench.words().of(failure).sentence()));
    }

    private void show(Protection protection) {
        sentence.set(bench.words().get("view.preferences.secrets." + protection));
        keyringPossible.set(protection == Protection.PASSPHRASE_OPEN || protection == Protection.PASSPHRASE_LOCKED);
    }

    /** Changes to a passphrase, or to another one. */
    public void usePassphrase() {
        SecretQuestion question = new SecretQuestion(
                bench.words().get("view.vault.new.title"),
                bench.words().get("view.vault.new.text"),
                bench.words().get("view.vault.new.label"),
                bench.words().get("view.vault.new.yes"),
                true);
        bench.dialogs()
                .askSecret(question)
                .ifPresent(
                        passphrase -> change(() -> bench.operations().secrets().protectByPassphrase(passphrase)));
    }

    /** Changes to the keyring of the operating system. */
    public void useKeyring() {
        change(() -> bench.operations().secrets().protectByKeyring());
    }

    private interface Change {
        void make() throws OperationFailedException;
    }

    private void change(Change change) {
        bench.asking()
                .submit(
                        "",
                        TaskTitle.of("vault"),
                        context -> {
                            change.make();
                            return true;
                        },
                        progress -> {},
                        done -> refresh(),
                        failure -> bench.dialogs()
                                .showFailure(
                                        bench.words().of(failure),
                                        FailureNote.of(failure, bench.words()).details()));
    }

    /** How they are protected, in a sentence. */
    public ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    /** Whether changing to the keyring would change anything. */
    public ReadOnlyBooleanProperty keyringPossibleProperty() {
        return keyringPossible.getReadOnlyProperty();
    }
}
