package app.greenroom.viewmodel.server;

import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.operation.Servers.SignInSecrets;
import app.greenroom.viewmodel.Workbench;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The fields by which a user says how to sign in. */
public final class SignInForm {
    private final Workbench bench;
    private final StringProperty user = new SimpleStringProperty("root");
    private final ObjectProperty<Method> method = new SimpleObjectProperty<>(Method.AGENT);
    private final StringProperty keyFile = new SimpleStringProperty("");
    private final StringProperty secret = new SimpleStringProperty("");
    private final StringProperty sudo = new SimpleStringProperty("");
    private final BooleanProperty askEveryTime = new SimpleBooleanProperty();
    private final BooleanBinding complete;

    /** Ways to sign in. */
    public enum Method {
        /** A key that the SSH agent holds. */
        AGENT,
        /** A private key file. */
        KEY_FILE,
        /** The password of the account. */
        PASSWORD
    }

    /** An empty form: root, through the agent. */
    public SignInForm(Workbench bench) {
        this.bench = bench;
        this.complete = Bindings.createBooleanBinding(
                () -> ServerProfile.isUser(user.get().strip())
                        && (method.get() != Method.KEY_FILE || !keyFile.get().isBlank()),
                user,
                method,
                keyFile);
    }

    /** Shows what is saved; stored secrets are never shown. */
    void show(ServerProfile profile) {
        user.set(profile.user());
        askEveryTime.set(profile.askEveryTime());
        switch (profile.authentication()) {
            case SshAuthentication.Agent _ -> method.set(Method.AGENT);
            case SshAuthentication.KeyFile file -> {
                method.set(Method.KEY_FILE);
                keyFile.set(file.path());
            }
            case SshAuthentication.Password _ -> method.set(Method.PASSWORD);
        }
        forgetSecrets();
    }

    void forgetSecrets() {
        secret.set("");
        sudo.set("");
    }

    /** Asks for the key file. */
    public void chooseKeyFile() {
        bench.dialogs().chooseFile(bench.words().get("view.signIn.chooseKey")).ifPresent(keyFile::set);
    }

    /** How to sign in. */
    SshAuthentication authentication() {
        return switch (method.get()) {
            case AGENT -> new SshAuthentication.Agent();
            case KEY_FILE -> new SshAuthentication.KeyFile(keyFile.get().strip());
            case PASSWORD -> new SshAuthentication.Password();
        };
    }

    /** The secrets that were typed. */
    SignInSecrets secrets() {
        return new SignInSecrets(method.get() == Method.AGENT ? Optional.empty() : typed(secret), typed(sudo));
    }

    /** Whether a secret was typed that is to be kept. */
    boolean keepsSecrets() {
        SignInSecrets typed = secrets();
        return !askEveryTime.get()
                && (typed.signIn().isPresent() || typed.sudo().isPresent());
    }

    private static Optional<Secret> typed(StringProperty field) {
        return Optional.of(field.get()).filter(text -> !text.isEmpty()).map(Secret::of);
    }

    /** Who signs in. */
    public StringProperty userProperty() {
        return user;
    }

    /** The way to sign in. */
    public ObjectProperty<Method> methodProperty() {
        return method;
    }

    /** Path of the key file. */
    public StringProperty keyFileProperty() {
        return keyFile;
    }

    /** Password of the account, or passphrase of the key file. */
    public StringProperty secretProperty() {
        return secret;
    }

    /** Password for sudo; empty to try the account's. */
    public StringProperty sudoProperty() {
        return sudo;
    }

    /** Whether secrets are asked for each time and not stored. */
    public BooleanProperty askEveryTimeProperty() {
        return askEveryTime;
    }

    /** Whether nothing is missing. */
    public BooleanBinding complete() {
        return complete;
    }
}
