package app.greenroom.cli;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.server.TargetName;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** All commands, and how their arguments are read. */
final class Commands {
    private Commands() {}

    static void addAll(CommandLine line, Session session) {
        CommandLine server = new CommandLine(new ServerCommand(session))
                .addSubcommand(new ServerAddCommand(session))
                .addSubcommand(new ServerListCommand(session))
                .addSubcommand(new ServerShowCommand(session))
                .addSubcommand(new ServerTestCommand(session))
                .addSubcommand(new ServerTrustCommand(session))
                .addSubcommand(new ServerRemoveCommand(session));
        line.addSubcommand(server)
                .addSubcommand(new StatusCommand(session))
                .addSubcommand(new BackupCommand(session))
                .addSubcommand(new SnapshotsCommand(session))
                .addSubcommand(new VerifyCommand(session))
                .addSubcommand(new UpgradeCommand(session))
                .addSubcommand(new JobsCommand(session))
                .addSubcommand(new FollowCommand(session))
                .addSubcommand(new StopCommand(session))
                .addSubcommand(new ResumeCommand(session))
                .addSubcommand(new UndoCommand(session))
                .addSubcommand(new PracticeCommand(session));
        reading(line, TargetName.class, TargetName::parse);
        reading(line, SnapshotId.class, SnapshotId::new);
        reading(line, JobId.class, JobId::new);
        reading(
                line,
                PretalxVersion.class,
                text -> PretalxVersion.parse(text).orElseThrow(() -> new IllegalArgumentException(text)));
    }

    private static <T> void reading(CommandLine line, Class<T> type, ITypeConverter<T> converter) {
        line.registerConverter(type, text -> {
            try {
                return converter.convert(text);
            } catch (IllegalArgumentException notOne) {
                throw new TypeConversionException(text);
            }
        });
    }
}
