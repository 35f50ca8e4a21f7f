package app.greenroom.ssh;

import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.io.InputStream;

/**
 * One authenticated host. Every wait is bounded by the command's limit; a cancellation ends the command on the server
 * too. Thread-safe: commands may run at once.
 */
public interface RemoteHost extends AutoCloseable {
    /** What was found out about the host when the connection was opened. */
    HostTraits traits();

    /**
     * Runs a command and keeps what it says.
     *
     * @throws SshException if it could not be run or was cancelled; a command that ran and failed is a result
     */
    CommandResult run(RemoteCommand command, TaskContext context) throws SshException;

    /**
     * Runs a command and gives its standard output to a sink as it comes, at constant memory; a slow sink slows the
     * command.
     *
     * @throws SshException likewise
     * @throws IOException if the sink refuses; the command is ended
     */
    CommandResult stream(RemoteCommand command, ByteSink sink, TaskContext context) throws SshException, IOException;

    /**
     * Runs a command and gives it a source as standard input, at constant memory. A command that ends while its input
     * still flows is a result like any other.
     *
     * @throws SshException likewise
     * @throws IOException if the source fails; the command is ended
     */
    CommandResult feed(RemoteCommand command, InputStream source, TaskContext context) throws SshException, IOException;

    /**
     * Does both at once: gives a command a source as standard input and its standard output to a sink as it comes.
     *
     * @throws SshException likewise
     * @throws IOException if source or sink fails; the command is ended
     */
    CommandResult converse(RemoteCommand command, InputStream source, ByteSink sink, TaskContext context)
            throws SshException, IOException;

    /** Ends the connection; commands that still run under it are ended on the server. */
    @Override
    void close();

    /** Takes bytes as they come. */
    @FunctionalInterface
    interface ByteSink {
        /**
         * Takes a piece.
         *
         * @throws IOException to refuse it and end the command
         */
        void accept(byte[] buffer, int offset, int length) throws IOException;
    }
}
