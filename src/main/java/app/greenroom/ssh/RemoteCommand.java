package app.greenroom.ssh;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A command to be run on a host, as a value. Quoting and elevation are the host's business.
 *
 * @param arguments program and arguments, never quoted
 * @param identity as whom
 * @param directory working directory; empty for the login directory
 * @param environment variables set for it
 * @param input given to its standard input as UTF-8, then end of file; ignored where a source feeds it
 * @param limit after which it is ended, on the server too
 * @param outputLimit most bytes of standard output kept by {@code run}; more is an {@link Outcome.TooMuch}
 */
public record RemoteCommand(
        List<String> arguments,
        Identity identity,
        String directory,
        Map<String, String> environment,
        String input,
        Duration limit,
        int outputLimit) {
    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(60);
    private static final int DEFAULT_OUTPUT_LIMIT = 16 << 20;

    /** Copies the collections. */
    public RemoteCommand {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** A command run as the signed-in user, for at most a minute. */
    public static RemoteCommand of(String... arguments) {
        return new RemoteCommand(
                List.of(arguments), new Identity.SignedIn(), "", Map.of(), "", DEFAULT_LIMIT, DEFAULT_OUTPUT_LIMIT);
    }

    /** The same command as root. */
    public RemoteCommand asRoot() {
        return as(new Identity.Root());
    }

    /** The same command as some user, with that user's HOME. */
    public RemoteCommand asUser(String name) {
        return as(new Identity.User(name));
    }

    /** The same command as somebody. */
    public RemoteCommand as(Identity who) {
        return new RemoteCommand(arguments, who, directory, environment, input, limit, outputLimit);
    }

    /** The same command in a working directory. */
    public RemoteCommand in(String path) {
        return new RemoteCommand(arguments, identity, path, environment, input, limit, outputLimit);
    }

    /** The same command with one more variable. */
    public RemoteCommand with(String name, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(name, value);
        return new RemoteCommand(arguments, identity, directory, more, input, limit, outputLimit);
    }

    /** The same command with text on its standard input. */
    public RemoteCommand input(String text) {
        return new RemoteCommand(arguments, identity, directory, environment, text, limit, outputLimit);
    }

    /** The same command with another limit. */
    public RemoteCommand within(Duration time) {
        return new RemoteCommand(arguments, identity, directory, environment, input, time, outputLimit);
    }

    /** The same command with another limit of kept output. */
    public RemoteCommand keeping(int bytes) {
        return new RemoteCommand(arguments, identity, directory, environment, input, limit, bytes);
    }

    /** Program and arguments, without input and environment: fit for logs. */
    @Override
    public String toString() {
        return String.join(" ", arguments);
    }

    /** As whom a command runs. */
    public sealed interface Identity {
        /** The user who signed in. */
        record SignedIn() implements Identity {}

        /** root. */
        record Root() implements Identity {}

        /**
         * Another user.
         *
         * @param name of the account
         */
        record User(String name) implements Identity {}
    }
}
