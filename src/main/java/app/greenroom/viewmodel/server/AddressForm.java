package app.greenroom.viewmodel.server;

import app.greenroom.domain.server.ServerProfile;
import java.util.Locale;
import java.util.OptionalInt;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The fields by which a user says where a server is. */
public final class AddressForm {
    private static final int USUAL_PORT = 22;
    private static final int LAST_PORT = 65535;

    private final StringProperty host = new SimpleStringProperty("");
    private final StringProperty port = new SimpleStringProperty(String.valueOf(USUAL_PORT));
    private final BooleanBinding complete;
    private final BooleanBinding portWrong;

    /** An empty form with the usual port. */
    public AddressForm() {
        this.portWrong = Bindings.createBooleanBinding(() -> portNumber().isEmpty(), port);
        this.complete = Bindings.createBooleanBinding(
                () -> ServerProfile.isHost(hostName()) && portNumber().isPresent(), host, port);
    }

    /** Shows an address. */
    void show(String name, int number) {
        host.set(name);
        port.set(String.valueOf(number));
    }

    /** The address without what people paste around it: a scheme, a path, an account. */
    String hostName() {
        return host.get()
                .strip()
                .replaceFirst("^[a-z]+://", "")
                .replaceFirst("/.*$", "")
                .replaceFirst("^[^@]*@", "");
    }

    /** A name for a server at that address. */
    static String nameFor(String host) {
        String text = host.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "-");
        return ServerProfile.isName(text) ? text : "server";
    }

    /** The port; empty if the text is none. */
    OptionalInt portNumber() {
        String text = port.get().strip();
        if (!text.matches("\\d{1,5}")) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(text);
        return number < 1 || number > LAST_PORT ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Name or address of the server. */
    public StringProperty hostProperty() {
        return host;
    }

    /** Port of its SSH server. */
    public StringProperty portProperty() {
        return port;
    }

    /** Whether the port is none. */
    public BooleanBinding portWrong() {
        return portWrong;
    }

    /** Whether nothing is missing or wrong. */
    public BooleanBinding complete() {
        return complete;
    }
}
