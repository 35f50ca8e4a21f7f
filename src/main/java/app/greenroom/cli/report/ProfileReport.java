package app.greenroom.cli.report;

import app.greenroom.cli.session.Document;
import app.greenroom.cli.session.Output;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Words;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a saved server. */
public final class ProfileReport {
    private static final int LABEL = 14;

    private ProfileReport() {}

    /** Prints everything that is saved about a server. */
    public static void print(Session session, ServerProfile profile) {
        Words words = session.words();
        Output output = session.output();
        output.line(output.bold(profile.name()) + (profile.practice() ? " " + words.get("cli.server.practice") : ""));
        field(session, "address", address(profile));
        field(session, "user", profile.user());
        field(session, "sign-in", signIn(words, profile));
        field(session, "secrets", words.get(profile.askEveryTime() ? "cli.server.ask" : "cli.server.stored"));
        instances(session, profile);
    }

    private static void field(Session session, String code, String value) {
        session.output().labelled("  " + session.words().get("cli.server.field." + code), LABEL, value);
    }

    /** Prints the instances known on a server. */
    public static void instances(Session session, ServerProfile profile) {
        if (profile.instances().isEmpty()) {
            field(session, "instances", session.words().get("cli.server.no-instances"));
        }
        for (ServerProfile.KnownInstance each : profile.instances()) {
            field(
                    session,
                    "instance",
                    session.words().get("cli.server.instance", profile.name() + "/" + each.id(), each.dataDirectory()));
        }
    }

    /** Host, and the port where it is not the usual one. */
    public static String address(ServerProfile profile) {
        return profile.port() == 22 ? profile.host() : profile.host() + ":" + profile.port();
    }

    private static String signIn(Words words, ServerProfile profile) {
        return switch (profile.authentication()) {
            case SshAuthentication.Agent agent -> words.get("cli.server.by.agent");
            case SshAuthentication.KeyFile key -> words.get("cli.server.by.key", key.path());
            case SshAuthentication.Password password -> words.get("cli.server.by.password");
        };
    }

    /** A saved server as JSON. */
    public static Map<String, @Nullable Object> json(ServerProfile profile) {
        String method = switch (profile.authentication()) {
            case SshAuthentication.Agent agent -> "agent";
            case SshAuthentication.KeyFile key -> "key";
            case SshAuthentication.Password password -> "password";
        };
        String file = profile.authentication() instanceof SshAuthentication.KeyFile key ? key.path() : null;
        return Document.of(
                "name", profile.name(),
                "host", profile.host(),
                "port", profile.port(),
                "user", profile.user(),
                "signIn", Document.of("method", method, "file", file),
                "askEveryTime", profile.askEveryTime(),
                "practice", profile.practice(),
                "instances",
                        Document.list(
                                profile.instances(),
                                each -> Document.of(
                                        "name", profile.name() + "/" + each.id(),
                                        "webUnit", each.webUnit(),
                                        "dataDirectory", each.dataDirectory())));
    }
}
