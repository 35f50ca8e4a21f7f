package app.greenroom.cli.server;

import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.HostKeyQuestion;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.operation.Servers;
import app.greenroom.operation.Servers.OfferedKey;
import app.greenroom.operation.Servers.Standing;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trusts the key of a saved server: at the first contact, or in place of an older key. */
@Command(name = "trust")
public final class ServerTrustCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", descriptionKey = "NAME")
    String name;

    @Option(names = "--host-key", paramLabel = "SHA256:…")
    @Nullable
    String hostKey;

    @Option(names = "--replace")
    boolean replace;

    public ServerTrustCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        Servers servers = session.operations().servers();
        ServerProfile profile = servers.require(name);
        OfferedKey offered = servers.offeredKey(profile.host(), profile.port(), session.context());
        session.progress().clear();
        document.set("type", offered.key().type());
        document.set("fingerprint", offered.key().fingerprint());
        document.set("standing", offered.standing().name());
        if (offered.standing() == Standing.TRUSTED) {
            output().text(0, word("cli.trust.already", name, offered.key().fingerprint()));
            return ExitStatus.DONE;
        }
        if (offered.standing() == Standing.CHANGED) {
            replace(profile, offered);
        }
        new HostKeyTrust(session, name).require(profile.host(), profile.port(), Optional.ofNullable(hostKey));
        document.set("standing", Standing.TRUSTED.name());
        output().text(0, word("cli.trust.done", name));
        return ExitStatus.DONE;
    }

    /** The old trust goes only if the new key is named, by its fingerprint or by a person who types the server's name. */
    private void replace(ServerProfile profile, OfferedKey offered) throws OperationFailedException {
        output().note(word("cli.trust.changed", name));
        output().rawNote(word("cli.trust.before"));
        offered.stored().forEach(new HostKeyQuestion(session)::show);
        output().rawNote(word("cli.trust.now"));
        new HostKeyQuestion(session).show(offered.key());
        boolean named = replace && offered.key().fingerprint().equals(hostKey);
        if (!named && !session.terminal().interactive()) {
            throw new OperationFailedException(
                    FailureReason.CONSENT_MISSING, "the host key changed", "--replace --host-key SHA256:…");
        }
        if (!named && !session.asking().line(word("cli.trust.question", name)).equals(Optional.of(name))) {
            throw HostKeyTrust.changed(offered);
        }
        session.operations().servers().forgetTrust(profile.host(), profile.port());
    }
}
