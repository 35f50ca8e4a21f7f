package app.greenroom.viewmodel.server;

import app.greenroom.domain.server.HostKey;
import app.greenroom.operation.Servers.OfferedKey;
import app.greenroom.operation.Servers.Standing;
import app.greenroom.viewmodel.Dialogs.Question;
import app.greenroom.viewmodel.Workbench;
import java.util.Locale;
import java.util.regex.Pattern;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableObjectValue;

/**
 * Whether a server is the one that the user means: its fingerprint beside the one that the user was given. A changed key
 * cannot be accepted here.
 */
public final class HostKeyPromptViewModel {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s,;\"'()]+");

    private final String host;
    private final OfferedKey offered;
    private final Workbench bench;
    private final Runnable onTrusted;
    private final StringProperty pasted = new SimpleStringProperty("");
    private final ObjectBinding<Match> match;
    private final BooleanBinding trustable;

    /** How the pasted fingerprint relates to the offered one. */
    public enum Match {
        /** Nothing was pasted yet. */
        NONE,
        /** What was pasted is no whole fingerprint yet. */
        PARTIAL,
        /** Both are the same. */
        SAME,
        /** They differ. */
        DIFFERENT
    }

    /**
     * The question for a host.
     *
     * @param onTrusted what to do when the user trusts the key
     */
    public HostKeyPromptViewModel(String host, OfferedKey offered, Workbench bench, Runnable onTrusted) {
        this.host = host;
        this.offered = offered;
        this.bench = bench;
        this.onTrusted = onTrusted;
        this.match = Bindings.createObjectBinding(this::compare, pasted);
        this.trustable = Bindings.createBooleanBinding(() -> !isChanged() && match.get() == Match.SAME, match);
    }

    /** Takes the whole line that ssh-keygen prints, or a whole known_hosts line, as well as the bare fingerprint. */
    private Match compare() {
        String text = pasted.get().strip();
        if (text.isEmpty()) {
            return Match.NONE;
        }
        String wanted = offered.key().fingerprint();
        for (String word : SEPARATORS.splitAsStream(text).toList()) {
            String bare = word.replaceFirst("=+$", "");
            if (bare.equals(wanted) || bare.equals(wanted.substring("SHA256:".length()))) {
                return Match.SAME;
            }
            if (word.equals(offered.key().base64())) {
                return Match.SAME;
            }
        }
        boolean whole = text.matches("(?s).*SHA256:[A-Za-z0-9+/]{43}.*") || text.matches("[A-Za-z0-9+/]{43,}=*");
        boolean beginning =
                wanted.startsWith(text) || wanted.substring("SHA256:".length()).startsWith(text);
        return whole || !beginning ? Match.DIFFERENT : Match.PARTIAL;
    }

    /** Trusts the key; possible only when it was compared and is the same. */
    public void trust() {
        if (trustable.get()) {
            onTrusted.run();
        }
    }

    /** Trusts the key without comparing, after a question that says what that risks. Never for a changed key. */
    public void trustUncompared() {
        if (isChanged() || match.get() == Match.DIFFERENT) {
            return;
        }
        Question question = new Question(
                bench.words().get("view.hostKey.uncompared.title"),
                bench.words().get("view.hostKey.uncompared.text", host),
                bench.words().get("view.hostKey.uncompared.yes"),
                true);
        if (bench.dialogs().confirm(question)) {
            onTrusted.run();
        }
    }

    /** Puts the command that prints the fingerprint on the clipboard. */
    public void copyCommand() {
        bench.desktop().copy(command());
    }

    /** Puts a message that asks for the fingerprint on the clipboard. */
    public void copyMessage() {
        bench.desktop().copy(bench.words().get("view.hostKey.message", host, command()));
    }

    /** The command that prints the fingerprint on the server. */
    public String command() {
        return "ssh-keygen -lf /etc/ssh/ssh_host_" + shortType().toLowerCase(Locale.ROOT) + "_key.pub";
    }

    private String shortType() {
        String type = offered.key().type();
        if (type.startsWith("ecdsa")) {
            return "ECDSA";
        }
        return type.contains("rsa") ? "RSA" : "ED25519";
    }

    /** The server's address. */
    public String host() {
        return host;
    }

    /** Kind of the key, such as ED25519. */
    public String type() {
        return shortType();
    }

    /** The fingerprint that the server shows. */
    public String fingerprint() {
        return offered.key().fingerprint();
    }

    /** The fingerprints that are stored for it, one a line; empty if none are. */
    public String storedFingerprints() {
        return String.join(
                "\n", offered.stored().stream().map(HostKey::fingerprint).toList());
    }

    /** Whether another key is stored: a hard stop. */
    public boolean isChanged() {
        return offered.standing() == Standing.CHANGED;
    }

    /** Whether the user's own known_hosts file names this key. */
    public boolean isKnownToOpenSsh() {
        return offered.knownToOpenSsh();
    }

    /** What the user was given. */
    public StringProperty pastedProperty() {
        return pasted;
    }

    /** How both relate. */
    public ObservableObjectValue<Match> match() {
        return match;
    }

    /** Whether the key can be trusted now. */
    public BooleanBinding trustable() {
        return trustable;
    }
}
