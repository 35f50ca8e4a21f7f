package app.greenroom.ssh.jsch;

import app.greenroom.domain.server.Secret;
import app.greenroom.ssh.CommandResult;
import app.greenroom.ssh.HostTraits;
import app.greenroom.ssh.HostTraits.Elevation;
import app.greenroom.ssh.Outcome;
import app.greenroom.ssh.PosixQuoting;
import app.greenroom.ssh.RemoteCommand;
import app.greenroom.ssh.RemoteCommand.Identity;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.ssh.SshException.ElevationRefused;
import app.greenroom.task.TaskContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One host over JSch. Every command runs beside a wrapper of ours, which ends it when we go. */
final class JschRemoteHost implements RemoteHost {
    /** The wrapper takes up to seven seconds to end a command; a slow network gets the rest. */
    private static final Duration AFTER_LIMIT = Duration.ofSeconds(20);

    private final Links links;
    private final Traits traits;
    private final Wrapper wrapper;

    JschRemoteHost(Links links, Traits traits, Wrapper wrapper) {
        this.links = links;
        this.traits = traits;
        this.wrapper = wrapper;
    }

    @Override
    public HostTraits traits() {
        return traits.traits();
    }

    @Override
    public CommandResult run(RemoteCommand command, TaskContext context) throws SshException {
        try {
            return keep(links.talk(), command, null, context);
        } catch (IOException e) {
            throw new IllegalStateException("nothing here could refuse a byte", e);
        }
    }

    @Override
    public CommandResult feed(RemoteCommand command, InputStream source, TaskContext context)
            throws SshException, IOException {
        return keep(links.talk(), command, source, context);
    }

    @Override
    public CommandResult stream(RemoteCommand command, ByteSink sink, TaskContext context)
            throws SshException, IOException {
        return carryOut(links.bulk(context.cancellation()), command, null, sink, new ByteArrayOutputStream(), context);
    }

    @Override
    public CommandResult converse(RemoteCommand command, InputStream source, ByteSink sink, TaskContext context)
            throws SshException, IOException {
        Link link = links.bulk(context.cancellation());
        return carryOut(link, command, source, sink, new ByteArrayOutputStream(), context);
    }

    @Override
    public void close() {
        links.close();
    }

    private CommandResult keep(Link link, RemoteCommand command, @Nullable InputStream source, TaskContext context)
            throws SshException, IOException {
        long begun = System.nanoTime();
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        ByteSink keeping = (buffer, offset, length) -> {
            if (length > command.outputLimit() - kept.size()) {
                kept.write(buffer, offset, command.outputLimit() - kept.size());
                throw new Full();
            }
            kept.write(buffer, offset, length);
        };
        try {
            return carryOut(link, command, source, keeping, kept, context);
        } catch (Full full) {
            Outcome outcome = new Outcome.TooMuch(command.outputLimit());
            return new CommandResult(command, outcome, kept.toString(StandardCharsets.UTF_8), "", since(begun));
        }
    }

    private CommandResult carryOut(
            Link link,
            RemoteCommand command,
            @Nullable InputStream source,
            ByteSink sink,
            ByteArrayOutputStream kept,
            TaskContext context)
            throws SshException, IOException {
        long begun = System.nanoTime();
        Answer answer = call(command, source).make(link, sink, context.cancellation());
        if (!answer.begun() && answer.inTime() && link.alive()) {
            throw notBegun(command, answer);
        }
        Outcome outcome = guarded() ? answer.framed(command.limit()) : answer.plain(command.limit(), since(begun));
        return new CommandResult(
                command, outcome, kept.toString(StandardCharsets.UTF_8), answer.complaint(), since(begun));
    }

    private Call call(RemoteCommand command, @Nullable InputStream source) throws SshException {
        String mark = Marks.next();
        boolean elevated = elevated(command.identity());
        List<String> words = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (elevated && traits.traits().elevation() == Elevation.NONE) {
            ElevationRefused.Why why = traits.whyRefused().orElse(ElevationRefused.Why.NONE);
            throw new ElevationRefused(why, "cannot run as another user: " + command);
        }
        Secret password = traits.sudoPassword();
        if (elevated && password != null) {
            words.addAll(List.of("sudo", "-k", "-S", "-p", "", "--"));
            bytes.writeBytes(Traits.line(password));
        } else if (elevated && traits.traits().elevation() == Elevation.SUDO) {
            words.addAll(List.of("sudo", "-n", "--"));
        }
        if (guarded()) {
            words.addAll(wrapper.words(traits.traits().python()));
            bytes.writeBytes(wrapper.task(command, mark, source != null));
        } else {
            byte[] script = Wrapper.plain(command, mark).getBytes(StandardCharsets.UTF_8);
            words.addAll(List.of("/bin/sh", "-c", "eval \"$(dd bs=1 count=" + script.length + " 2>/dev/null)\""));
            bytes.writeBytes(script);
            bytes.writeBytes(command.input().getBytes(StandardCharsets.UTF_8));
        }
        return new Call(
                "exec " + PosixQuoting.join(words),
                mark,
                guarded(),
                bytes.toByteArray(),
                source,
                command.limit().plus(AFTER_LIMIT));
    }

    private boolean elevated(Identity identity) {
        if (traits.traits().elevation() == Elevation.ROOT) {
            return false;
        }
        return switch (identity) {
            case Identity.SignedIn _ -> false;
            case Identity.Root _ -> true;
            case Identity.User(String name) -> !name.equals(traits.traits().user());
        };
    }

    private boolean guarded() {
        return !traits.traits().python().isEmpty();
    }

    private SshException notBegun(RemoteCommand command, Answer answer) {
        if (elevated(command.identity())) {
            ElevationRefused.Why why =
                    traits.sudoPassword() == null ? ElevationRefused.Why.NONE : ElevationRefused.Why.PASSWORD_WRONG;
            return new ElevationRefused(why, "sudo refused, status " + answer.exitStatus() + ": " + answer.talk());
        }
        return new SshException.ShellTalks(answer.talk());
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** The command said more than is kept. */
    private static final class Full extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
