package app.greenroom.operation.server;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.FindingCode;
import app.greenroom.domain.instance.HealthJudgement;
import app.greenroom.domain.instance.Installation.Layout;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.domain.instance.Severity;
import app.greenroom.domain.server.HostKey;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.ServerProfile.KnownInstance;
import app.greenroom.domain.server.TrustedHostKeys;
import app.greenroom.operation.Servers.Check;
import app.greenroom.operation.Servers.ConnectionTest;
import app.greenroom.operation.Servers.Result;
import app.greenroom.operation.inspect.Probe;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.HostTraits.Elevation;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.RemoteHosts;
import app.greenroom.ssh.SshException;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One test of one server: check after check, until one fails. Changes nothing on the server. */
final class TestServer {
    private static final Set<Layout> FULL_SERVICE = EnumSet.of(Layout.VENV, Layout.PIP_USER);

    private final RemoteHosts hosts;
    private final TrustedHostKeys trusted;
    private final Probe probe;
    private final ServerProfile profile;
    private final Credentials secrets;
    private final Consumer<Check> told;
    private final TaskContext context;
    private final List<Check> checks = new ArrayList<>();
    private List<KnownInstance> instances = List.of();
    private Code running = Code.REACH;

    TestServer(
            RemoteHosts hosts,
            TrustedHostKeys trusted,
            Probe probe,
            ServerProfile profile,
            Credentials secrets,
            Consumer<Check> told,
            TaskContext context) {
        this.hosts = hosts;
        this.trusted = trusted;
        this.probe = probe;
        this.profile = profile;
        this.secrets = secrets;
        this.told = told;
        this.context = context;
    }

    /**
     * Tests.
     *
     * @throws OperationFailedException if it was cancelled
     */
    ConnectionTest run() throws OperationFailedException {
        try {
            hostKey();
            open();
        } catch (SshException e) {
            OperationFailedException failure = secrets.problem()
                    .orElseGet(() -> SshFailures.of(e, profile.host(), profile.port(), profile.authentication()));
            fail(e instanceof SshException.ShellTalks ? Code.SHELL : running, failure);
        } catch (OperationFailedException e) {
            fail(running, e);
        }
        return new ConnectionTest(List.copyOf(checks), instances);
    }

    private void hostKey() throws SshException, OperationFailedException {
        context.report(Progress.of("connect"));
        HostKey offered = hosts.offeredKey(profile.host(), profile.port(), context);
        pass(Code.REACH, profile.host(), String.valueOf(profile.port()));
        running = Code.HOST_KEY;
        List<HostKey> stored = trusted.keysOf(profile.host(), profile.port());
        if (stored.isEmpty()) {
            throw new SshException.HostKeyUnknown(offered);
        }
        if (!stored.contains(offered)) {
            throw new SshException.HostKeyChanged(offered, stored);
        }
        pass(Code.HOST_KEY, offered.type(), offered.fingerprint());
    }

    private void open() throws SshException, OperationFailedException {
        running = Code.SIGN_IN;
        RemoteHost host;
        try {
            host = hosts.open(profile, secrets, context);
        } catch (SshException.ShellTalks e) {
            // only who is signed in is given a shell
            pass(Code.SIGN_IN, profile.user());
            throw e;
        }
        try (host) {
            pass(Code.SIGN_IN, host.traits().user());
            running = Code.ELEVATION;
            elevation(host);
            pass(Code.SHELL);
            python(host.traits());
            look(host);
        }
    }

    private void elevation(RemoteHost host) throws SshException {
        if (host.traits().elevation() != Elevation.NONE) {
            pass(Code.ELEVATION, host.traits().elevation().name());
            return;
        }
        try {
            host.run(RemoteCommand.of("true").asRoot(), context);
            throw new IllegalStateException("a command ran as root without elevation");
        } catch (SshException.ElevationRefused e) {
            // where the account's own password was only tried as a guess, its refusal is no fault of the user's
            boolean limited = switch (e.why()) {
                case NONE -> true;
                case PASSWORD_WRONG -> !secrets.hasOwnSudo();
                case PASSWORD_MISSING -> secrets.hasOwnSudo();
            };
            if (!limited) {
                throw e;
            }
            add(Code.ELEVATION, Result.LIMITED, host.traits().user());
        }
    }

    private void python(HostTraits traits) throws OperationFailedException {
        running = Code.PYTHON;
        if (traits.python().isEmpty()) {
            throw new OperationFailedException(FailureReason.NO_PYTHON, "no python3 of 3.9 or newer");
        }
        pass(Code.PYTHON, traits.python());
    }

    private void look(RemoteHost host) throws SshException, OperationFailedException {
        running = Code.PRETALX;
        context.report(Progress.of("inspect"));
        Probe.Look look = probe.look(host, profile.instances(), context);
        ServerFacts facts = look.facts();
        if (facts.instances().isEmpty()) {
            throw new OperationFailedException(FailureReason.NO_PRETALX, "no pretalx on " + facts.hostName());
        }
        instances = look.known();
        String names = facts.instances().stream().map(InstanceFacts::id).collect(Collectors.joining(", "));
        boolean full = facts.instances().stream()
                .allMatch(each -> FULL_SERVICE.contains(each.installation().layout()));
        add(
                Code.PRETALX,
                full ? Result.PASSED : Result.LIMITED,
                String.valueOf(facts.instances().size()),
                names);
        disk(facts);
        clock(facts);
    }

    private void disk(ServerFacts facts) throws OperationFailedException {
        running = Code.DISK;
        Optional<Finding> worst = facts.instances().stream()
                .flatMap(each -> HealthJudgement.of(each).stream())
                .filter(finding -> finding.code() == FindingCode.DISK
                        && finding.arguments().size() >= 2)
                .max((one, other) -> one.severity().compareTo(other.severity()));
        if (worst.isEmpty()) {
            add(Code.DISK, Result.LIMITED, "", "");
            return;
        }
        String path = worst.get().arguments().getFirst();
        String free = worst.get().arguments().get(1);
        switch (worst.get().severity()) {
            case OK -> pass(Code.DISK, path, free);
            case PROBLEM ->
                throw new OperationFailedException(FailureReason.SERVER_DISK_FULL, free + " bytes free at " + path);
            default -> add(Code.DISK, Result.LIMITED, path, free);
        }
    }

    private void clock(ServerFacts facts) {
        Severity severity = HealthJudgement.of(facts).stream()
                .filter(finding -> finding.code() == FindingCode.CLOCK)
                .map(Finding::severity)
                .findFirst()
                .orElse(Severity.UNKNOWN);
        add(
                Code.CLOCK,
                severity == Severity.OK ? Result.PASSED : Result.LIMITED,
                String.valueOf(facts.clockOffset().abs().toSeconds()));
    }

    private void pass(Code code, String... arguments) {
        add(code, Result.PASSED, arguments);
    }

    private void add(Code code, Result result, String... arguments) {
        add(new Check(code.name(), result, List.of(arguments), Optional.empty()));
    }

    private void fail(Code code, OperationFailedException failure) throws OperationFailedException {
        if (failure.reason() == FailureReason.CANCELLED) {
            throw failure;
        }
        add(new Check(code.name(), Result.FAILED, List.of(), Optional.of(failure)));
    }

    private void add(Check check) {
        checks.add(check);
        told.accept(check);
    }

    /** The checks, in order. */
    private enum Code {
        REACH,
        HOST_KEY,
        SIGN_IN,
        ELEVATION,
        SHELL,
        PYTHON,
        PRETALX,
        DISK,
        CLOCK
    }
}
