package app.greenroom.cli.server;

import app.greenroom.cli.report.ProfileReport;
import app.greenroom.cli.report.TestReport;
import app.greenroom.cli.session.ExitStatus;
import app.greenroom.cli.session.SecretOptions;
import app.greenroom.cli.session.Session;
import app.greenroom.cli.session.Subcommand;
import app.greenroom.cli.session.UsageFailure;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.Secret;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.operation.Servers.ConnectionTest;
import app.greenroom.operation.Servers.SignInSecrets;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Saves a server once it was tried: reach it, know its key, sign in, look. */
@Command(name = "add")
public final class ServerAddCommand extends Subcommand {
    private static final int USUAL_PORT = 22;
    private static final int MOST_TRIES = 3;

    @Parameters(paramLabel = "NAME", descriptionKey = "NAME")
    String name;

    @Option(names = "--host", paramLabel = "HOST")
    @Nullable
    String host;

    @Option(names = "--port", paramLabel = "PORT")
    int port = USUAL_PORT;

    @Option(names = "--user", paramLabel = "USER")
    @Nullable
    String user;

    @Option(names = "--key", paramLabel = "FILE")
    @Nullable
    Path key;

    @Option(names = "--agent")
    boolean agent;

    @Mixin
    SecretOptions secrets = new SecretOptions();

    @Option(names = "--host-key", paramLabel = "SHA256:…")
    @Nullable
    String hostKey;

    @Option(names = "--ask-every-time")
    boolean askEveryTime;

    @Option(names = "--empty")
    boolean empty;

    private boolean taken;

    public ServerAddCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitStatus run() throws OperationFailedException {
        check();
        taken = session.operations().servers().list().stream()
                .anyMatch(each -> each.name().equals(name));
        if (taken) {
            throw new OperationFailedException(FailureReason.SERVER_EXISTS, name, name);
        }
        String address = given(host, "--host", "cli.add.ask.host");
        String account = given(user, "--user", "cli.add.ask.user");
        SshAuthentication authentication = authentication();
        ServerProfile draft =
                new ServerProfile(name, address, port, account, authentication, askEveryTime, false, List.of());
        SignInSecrets known = secrets.read(session);
        new HostKeyTrust(session, name).require(address, port, Optional.ofNullable(hostKey));
        return tryAndSave(draft, withPassword(draft, known));
    }

    private void check() {
        if (!ServerProfile.isName(name)) {
            throw new UsageFailure.Invalid(spec.commandLine(), "cli.usage.name", name);
        }
        fit("--port", String.valueOf(port), port >= 1 && port <= 65535);
        fit("--host", host, host == null || ServerProfile.isHost(host));
        fit("--user", user, user == null || ServerProfile.isUser(user));
        fit("--host-key", hostKey, hostKey == null || HostKey.isFingerprint(hostKey));
        int ways = (key != null ? 1 : 0) + (agent ? 1 : 0) + (secrets.password ? 1 : 0);
        if (ways > 1) {
            throw new UsageFailure.Invalid(spec.commandLine(), "cli.usage.one-sign-in");
        }
        if (secrets.passphrase && key == null) {
            throw new UsageFailure.Invalid(spec.commandLine(), "cli.usage.passphrase-key");
        }
    }

    private void fit(String option, @Nullable String typed, boolean fits) {
        if (!fits) {
            throw new ParameterException(spec.commandLine(), "out of range", spec.findOption(option), typed);
        }
    }

    private String given(@Nullable String value, String option, String question) throws OperationFailedException {
        if (value != null) {
            return value;
        }
        if (!session.terminal().interactive()) {
            throw Session.missing(option);
        }
        return session.asking()
                .line(word(question))
                .filter(typed -> !typed.isEmpty())
                .orElseThrow(() -> Session.missing(option));
    }

    private SshAuthentication authentication() throws OperationFailedException {
        if (key != null) {
            return keyFile(key.toString());
        }
        if (agent) {
            return new SshAuthentication.Agent();
        }
        if (secrets.password) {
            return new SshAuthentication.Password();
        }
        String options = "--key, --agent, --password-stdin";
        if (!session.terminal().interactive()) {
            throw Session.missing(options);
        }
        String typed = session.asking().line(word("cli.add.ask.sign-in")).orElse("");
        return switch (typed) {
            case "" -> throw Session.missing(options);
            case "agent" -> new SshAuthentication.Agent();
            case "password" -> new SshAuthentication.Password();
            default -> keyFile(typed);
        };
    }

    /** The key file, looked at before anything is asked of the server; no shell expands a ~ that a person types. */
    private static SshAuthentication keyFile(String typed) throws OperationFailedException {
        String home = System.getProperty("user.home");
        File file = new File(typed.startsWith("~/") ? home + typed.substring(1) : typed);
        if (!file.isFile() || !file.canRead()) {
            throw new OperationFailedException(FailureReason.KEY_FILE_UNREADABLE, file.getPath(), file.getPath());
        }
        return new SshAuthentication.KeyFile(
                file.toPath().toAbsolutePath().normalize().toString());
    }

    private SignInSecrets withPassword(ServerProfile draft, SignInSecrets known) throws OperationFailedException {
        boolean missing = draft.authentication() instanceof SshAuthentication.Password
                && known.signIn().isEmpty();
        return missing ? ask(draft, known, false) : known;
    }

    private SignInSecrets ask(ServerProfile draft, SignInSecrets known, boolean sudo) throws OperationFailedException {
        boolean isKey = draft.authentication() instanceof SshAuthentication.KeyFile;
        String option = sudo ? "--sudo-password-stdin" : isKey ? "--passphrase-stdin" : "--password-stdin";
        if (!session.terminal().interactive()) {
            throw Session.missing(option);
        }
        String label = word(sudo ? "cli.ask.sudo" : "cli.ask.sign-in", draft.user(), draft.host());
        Optional<Secret> typed = session.asking().secret(label);
        if (typed.isEmpty()) {
            throw Session.missing(option);
        }
        return sudo ? new SignInSecrets(known.signIn(), typed) : new SignInSecrets(typed, known.sudo());
    }

    private ExitStatus tryAndSave(ServerProfile draft, SignInSecrets first) throws OperationFailedException {
        SignInSecrets known = first;
        TestReport report = new TestReport(session);
        for (int tries = 1; ; tries++) {
            SignInSecrets with = known;
            ConnectionTest test = session.operations().servers().test(draft, with, session.context());
            session.progress().clear();
            Optional<OperationFailedException> failure = TestReport.failure(test);
            Optional<Boolean> wanted = failure.flatMap(TestReport::wantsSecret);
            if (wanted.isEmpty() || tries >= MOST_TRIES || !session.terminal().interactive()) {
                report.print(test);
                document.set("checks", report.json(test));
                if (failure.isPresent() && !(empty && test.onlyLacksPretalx())) {
                    throw failure.get();
                }
                return save(draft.withInstances(test.instances()), known);
            }
            known = ask(draft, known, wanted.get());
        }
    }

    private ExitStatus save(ServerProfile profile, SignInSecrets known) throws OperationFailedException {
        session.on(name, context -> {
            session.operations().servers().add(profile, known);
            return true;
        });
        document.set("server", ProfileReport.json(profile));
        output().line("");
        output().text(0, word("cli.add.saved", name));
        ProfileReport.instances(session, profile);
        output().line(word("cli.add.next", name));
        return ExitStatus.DONE;
    }

    /** Until it is saved, no other command knows it. */
    @Override
    protected String server() {
        return taken ? name : "";
    }
}
