package app.greenroom.operation.schedule;

import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.Fact;
import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.domain.schedule.CollectReport;
import app.greenroom.domain.schedule.ScheduleReport;
import app.greenroom.domain.schedule.ScheduleRun;
import app.greenroom.domain.schedule.ScheduleSettings;
import app.greenroom.domain.schedule.ServerSchedule;
import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.SshAuthentication;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Inspections;
import app.greenroom.operation.ServerConnections;
import app.greenroom.operation.Shelves;
import app.greenroom.operation.Targets;
import app.greenroom.operation.backup.LocalBackups;
import app.greenroom.operation.backup.SampleSite;
import app.greenroom.operation.inspect.ScheduleParser;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException;
import app.greenroom.storage.SchedulesFile;
import app.greenroom.storage.ServerProfileRepository;
import app.greenroom.storage.library.SnapshotLibrary;
import app.greenroom.storage.library.SnapshotShelf;
import app.greenroom.support.CuttingHost;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A sample site on a server in a folder, its schedule, and a laptop that looks after it. */
final class ScheduledServer {
    static final TargetName NAME = TargetName.parse("talks");
    static final TargetName FULL = TargetName.parse("talks/pretalx");

    final SampleSite site;
    final CuttingHost host;
    final SnapshotLibrary library;
    final LocalSchedules schedules;

    ScheduledServer(Path folder) throws IOException {
        site = new SampleSite(folder.resolve("server"));
        host = new CuttingHost(site.host());
        library = new SnapshotLibrary(folder.resolve("library"));
        SchedulesFile file = new SchedulesFile(folder.resolve("schedules.json"));
        Clock clock = Clock.systemUTC();
        pretendPretalx();
        schedules = new LocalSchedules(
                new Targets(new Looks()),
                new OneHost(),
                new Shelves(library, new OneServer()),
                new Collecting(new OneHost(), library, file),
                new LaptopSchedules(file, clock),
                new LocalBackups(
                        new Targets(new Looks()), new OneHost(), new OneServer(), library, clock, "0.1.0-test"),
                clock,
                new Random(1),
                "0.1.0-test");
    }

    /** The parts of pretalx and Django that a look inside asks. */
    private void pretendPretalx() throws IOException {
        Path data = site.root().resolve("data");
        site.standIn("sync", "exit 0"); // the real one waits for everything that this computer writes
        site.write("lib/pretalx/__init__.py", "__version__ = '2026.2.1'\n");
        site.write("lib/pretalx/settings.py", """
            SITE_URL = "https://talks.example.org"
            DEBUG = False
            DATA_DIR, MEDIA_ROOT, STATIC_ROOT = "%1$s", "%1$s/media", "%2$s/static"
            SECRET_KEY = "s3cret without a line end"
            CONFIG_FILES = ["%2$s/etc/pretalx.cfg"]
            CACHES = {}
            DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "%1$s/db.sqlite3", "USER": "pretalx"}}
            EMAIL_BACKEND = "pretended"
            """.formatted(data, site.root()));
        site.write("lib/django/__init__.py", "");
        site.write("lib/django/conf.py", "import pretalx.settings as settings\n");
        site.write("lib/django/core/__init__.py", "");
        site.write("lib/django/core/mail.py", """
            import json, os


            def get_connection(**options):
                return None


            class EmailMessage:
                def __init__(self, *arguments, connection=None):
                    self.arguments = arguments

                def send(self):
                    with open("%s/outbox", "a") as file:
                        file.write(json.dumps(self.arguments) + "\\n")
            """.formatted(site.root()));
    }

    static ScheduleSettings settings() {
        return new ScheduleSettings(
                List.of(LocalTime.of(3, 40)),
                ZoneId.of("Europe/Berlin"),
                new KeepRule(0, 7, 4, 3, 0),
                0,
                Optional.empty(),
                Optional.empty());
    }

    ScheduleReport set(ScheduleSettings settings) throws OperationFailedException {
        return schedules.set(NAME, settings, TaskContext.quiet());
    }

    ScheduleRun run() throws OperationFailedException {
        return schedules.run(NAME, TaskContext.quiet());
    }

    ScheduleReport show() throws OperationFailedException {
        return schedules.show(NAME, TaskContext.quiet());
    }

    CollectReport collect() throws OperationFailedException {
        return schedules.collect(NAME, TaskContext.quiet());
    }

    SnapshotShelf shelf() {
        return library.shelf("talks", "pretalx");
    }

    Path home() {
        return site.root().resolve("var/lib/greenroom");
    }

    /** Folder of the schedule on the server. */
    Path folder() {
        return home().resolve("schedule/pretalx");
    }

    /** Folder of a set on the server. */
    Path folder(SnapshotId id) {
        return home().resolve("snapshots/pretalx").resolve(id.text());
    }

    private static ServerProfile profile() {
        return new ServerProfile(
                "talks",
                "talks.example.org",
                22,
                "root",
                new SshAuthentication.Agent(),
                false,
                false,
                List.of(new ServerProfile.KnownInstance("pretalx", "pretalx-web.service", "/var/pretalx/data")));
    }

    /** Looks that tell what the schedule on the server tells. */
    private final class Looks implements Inspections {
        @Override
        public ServerReport inspect(String server, TaskContext context) throws OperationFailedException {
            InstanceFacts facts = site.facts().withSchedule(Fact.known(told(context), SampleFacts.READ_AT));
            List<Finding> none = List.of();
            return new ServerReport(server, SampleFacts.server(facts), none, List.of(new InstanceReport(facts, none)));
        }

        private ServerSchedule told(TaskContext context) throws OperationFailedException {
            Map<String, String> wish = Map.of(
                    "task", "told",
                    "dataDirectory", site.root().resolve("data").toString(),
                    "webUnit", "pretalx-web.service");
            try {
                return ScheduleParser.parse(
                        new ScheduleVisit(host, new Random(2))
                                .pay(wish, "talks/pretalx", context)
                                .path("told"),
                        SampleFacts.READ_AT);
            } catch (SshException e) {
                throw new OperationFailedException(FailureReason.CONNECTION_LOST, e.toString(), e);
            }
        }

        @Override
        public Optional<ServerReport> last(String server) {
            return Optional.empty();
        }
    }

    /** Connections to the one host. */
    private final class OneHost implements ServerConnections {
        @Override
        public <T> T with(String server, HostWork<T> work, TaskContext context) throws OperationFailedException {
            try {
                RemoteHost open = host;
                return work.run(profile(), open);
            } catch (SshException.Cancelled e) {
                throw new OperationFailedException(FailureReason.CANCELLED, e.toString(), e);
            } catch (SshException e) {
                throw new OperationFailedException(FailureReason.CONNECTION_LOST, e.toString(), e);
            } catch (IOException e) {
                throw new OperationFailedException(FailureReason.LOCAL_FILE, e.toString(), e);
            }
        }
    }

    /** The one saved server. */
    private static final class OneServer implements ServerProfileRepository {
        @Override
        public List<ServerProfile> all() {
            return List.of(profile());
        }

        @Override
        public void change(UnaryOperator<List<ServerProfile>> change) {
            throw new UnsupportedOperationException();
        }
    }
}
