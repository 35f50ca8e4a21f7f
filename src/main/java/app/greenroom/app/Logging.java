package app.greenroom.app;

import app.greenroom.storage.LogFile;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.slf4j.LoggerFactory;

/**
 * The log: {@code greenroom.log} in the folder of logs, at most 2 MB and four older files, for its owner's eyes only,
 * redacted. Nothing goes to the console. The file is made by the first entry.
 */
public final class Logging implements AutoCloseable {
    private static final int MOST_BYTES = 2 << 20;
    private static final int OLDER_FILES = 4;

    private final Logger root;
    private final ToFile appender;

    private Logging(Logger root, ToFile appender) {
        this.root = root;
        this.appender = appender;
    }

    /**
     * Begins to write the log of this run.
     *
     * @param folder of logs, which need not exist
     * @param redaction applied to every entry
     */
    public static Logging start(Path folder, Redaction redaction) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        ToFile appender = new ToFile(new LogFile(folder, "greenroom", MOST_BYTES, OLDER_FILES), redaction);
        appender.setContext(context);
        appender.setName("file " + folder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        // libraries that tell much, some of it about what they carry
        context.getLogger("org.apache.sshd").setLevel(Level.WARN);
        context.getLogger("org.freedesktop").setLevel(Level.WARN);
        context.getLogger("de.swiesend").setLevel(Level.WARN);
        root.addAppender(appender);
        return new Logging(root, appender);
    }

    /** Ends the log. */
    @Override
    public void close() {
        root.detachAppender(appender);
        appender.stop();
    }

    /** Writes entries as text, each with its stack trace. */
    private static final class ToFile extends AppenderBase<ILoggingEvent> {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.systemDefault());

        private final LogFile file;
        private final Redaction redaction;

        ToFile(LogFile file, Redaction redaction) {
            this.file = file;
            this.redaction = redaction;
        }

        @Override
        protected void append(ILoggingEvent event) {
            StringBuilder entry = new StringBuilder(200)
                    .append(TIME.format(event.getInstant()))
                    .append(' ')
                    .append(event.getLevel())
                    .append(" [")
                    .append(event.getThreadName())
                    .append("] ")
                    .append(event.getLoggerName()
                            .substring(event.getLoggerName().lastIndexOf('.') + 1))
                    .append(": ")
                    .append(event.getFormattedMessage());
            IThrowableProxy thrown = event.getThrowableProxy();
            if (thrown != null) {
                entry.append('\n').append(ThrowableProxyUtil.asString(thrown));
            }
            // every further line is indented, so that none looks like an entry of its own
            String text = redaction.apply(entry.toString()).strip().replace("\n", "\n    ");
            try {
                file.append(text + "\n");
            } catch (IOException e) {
                // a full disk must not end what the user is doing; there is no second place to tell it
                addError("cannot write the log", e);
            }
        }

        @Override
        public void stop() {
            super.stop();
            try {
                file.close();
            } catch (IOException e) {
                addError("cannot close the log", e);
            }
        }
    }
}
