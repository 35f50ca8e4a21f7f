package app.greenroom.cli;

import app.greenroom.cli.backup.BackupCommand;
import app.greenroom.cli.backup.DrillCommand;
import app.greenroom.cli.backup.FilesCommand;
import app.greenroom.cli.backup.PinCommand;
import app.greenroom.cli.backup.PruneCommand;
import app.greenroom.cli.backup.SnapshotsCommand;
import app.greenroom.cli.backup.UnpinCommand;
import app.greenroom.cli.backup.VerifyCommand;
import app.greenroom.cli.job.CleanupCommand;
import app.greenroom.cli.job.FixCommand;
import app.greenroom.cli.job.FollowCommand;
import app.greenroom.cli.job.HistoryCommand;
import app.greenroom.cli.job.JobsCommand;
import app.greenroom.cli.job.ReportCommand;
import app.greenroom.cli.job.RestoreCommand;
import app.greenroom.cli.job.ResumeCommand;
import app.greenroom.cli.job.RollbackCommand;
import app.greenroom.cli.job.StopCommand;
import app.greenroom.cli.job.UndoCommand;
import app.greenroom.cli.job.UpdatesCommand;
import app.greenroom.cli.job.UpgradeCommand;
import app.greenroom.cli.schedule.ScheduleCommand;
import app.greenroom.cli.secret.SecretsCommand;
import app.greenroom.cli.secret.SecretsShowCommand;
import app.greenroom.cli.secret.SecretsUseCommand;
import app.greenroom.cli.server.ServerAddCommand;
import app.greenroom.cli.server.ServerCommand;
import app.greenroom.cli.server.ServerListCommand;
import app.greenroom.cli.server.ServerPageCommand;
import app.greenroom.cli.server.ServerRemoveCommand;
import app.greenroom.cli.server.ServerShowCommand;
import app.greenroom.cli.server.ServerTestCommand;
import app.greenroom.cli.server.ServerTrustCommand;
import app.greenroom.cli.session.Session;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.job.JobId;
import app.greenroom.domain.server.TargetName;
import app.greenroom.domain.system.Remedy;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** All commands, and how their arguments are read. */
final class Commands {
    private Commands() {}

    /**
     * Adds the commands to the program: only the one that is called, if it is known which, because describing all of them
     * takes longer than most of them do.
     *
     * @param called what may be the name of a command; empty for all
     */
    static void add(CommandLine line, Session session, String called) {
        Map<String, Supplier<Object>> all = all(session);
        Supplier<Object> only = all.get(called);
        if (only == null) {
            all.values().forEach(each -> line.addSubcommand(each.get()));
        } else {
            line.addSubcommand(only.get());
        }
        reading(line, TargetName.class, TargetName::parse);
        reading(line, SnapshotId.class, SnapshotId::new);
        reading(line, JobId.class, JobId::new);
        reading(line, Remedy.class, text -> Remedy.valueOf(text.toUpperCase(Locale.ROOT)));
        reading(
                line,
                PretalxVersion.class,
                text -> PretalxVersion.parse(text).orElseThrow(() -> new IllegalArgumentException(text)));
    }

    private static Map<String, Supplier<Object>> all(Session session) {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("server", () -> server(session));
        all.put("status", () -> new StatusCommand(session));
        all.put("backup", () -> new BackupCommand(session));
        all.put("snapshots", () -> new SnapshotsCommand(session));
        all.put("verify", () -> new VerifyCommand(session));
        all.put("files", () -> new FilesCommand(session));
        all.put("pin", () -> new PinCommand(session));
        all.put("unpin", () -> new UnpinCommand(session));
        all.put("prune", () -> new PruneCommand(session));
        all.put("drill", () -> new DrillCommand(session));
        all.put("schedule", () -> ScheduleCommand.family(session));
        all.put("upgrade", () -> new UpgradeCommand(session));
        all.put("updates", () -> new UpdatesCommand(session));
        all.put("fix", () -> new FixCommand(session));
        all.put("restore", () -> new RestoreCommand(session));
        all.put("rollback", () -> new RollbackCommand(session));
        all.put("jobs", () -> new JobsCommand(session));
        all.put("history", () -> new HistoryCommand(session));
        all.put("report", () -> new ReportCommand(session));
        all.put("follow", () -> new FollowCommand(session));
        all.put("stop", () -> new StopCommand(session));
        all.put("resume", () -> new ResumeCommand(session));
        all.put("undo", () -> new UndoCommand(session));
        all.put("secrets", () -> secrets(session));
        all.put("cleanup", () -> new CleanupCommand(session));
        all.put("practice", () -> new PracticeCommand(session));
        return all;
    }

    private static CommandLine server(Session session) {
        return new CommandLine(new ServerCommand(session))
                .addSubcommand(new ServerAddCommand(session))
                .addSubcommand(new ServerListCommand(session))
                .addSubcommand(new ServerShowCommand(session))
                .addSubcommand(new ServerTestCommand(session))
                .addSubcommand(new ServerTrustCommand(session))
                .addSubcommand(new ServerPageCommand(session))
                .addSubcommand(new ServerRemoveCommand(session));
    }

    private static CommandLine secrets(Session session) {
        return new CommandLine(new SecretsCommand(session))
                .addSubcommand(new SecretsShowCommand(session))
                .addSubcommand(new SecretsUseCommand(session));
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
