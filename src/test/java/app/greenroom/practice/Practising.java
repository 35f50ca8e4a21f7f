package app.greenroom.practice;

import app.greenroom.domain.instance.ServerFacts;
import app.greenroom.operation.inspect.Probe;
import app.greenroom.support.LocalHost;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;

/** What the tests do with a practice server. */
final class Practising {
    private Practising() {}

    /** One that does not run yet, in a folder. */
    static EmbeddedPracticeServer in(Path folder) {
        return new EmbeddedPracticeServer(folder, System.getenv());
    }

    /** The server without what SSH adds: its commands run as those of a channel do. */
    static LocalHost host(EmbeddedPracticeServer server) {
        LocalHost host = new LocalHost(server.site().root());
        server.site().environment().forEach(host::with);
        return host;
    }

    /** What the look at a server finds. */
    static ServerFacts look(EmbeddedPracticeServer server) throws Exception {
        return probe().look(host(server), List.of(), TaskContext.quiet()).facts();
    }

    /** What a glance at a server finds. */
    static ServerFacts glance(EmbeddedPracticeServer server) throws Exception {
        return probe().glance(host(server), List.of(), TaskContext.quiet()).facts();
    }

    private static Probe probe() {
        return new Probe(Clock.systemUTC(), new Random(1));
    }

    /** Living processes of a practice server, by what their environment says. */
    static List<ProcessHandle> processesOf(Path root) {
        return ProcessHandle.allProcesses()
                .filter(each -> environmentOf(each).contains("GREENROOM_ROOT=" + root + "\0"))
                .toList();
    }

    private static String environmentOf(ProcessHandle process) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc", String.valueOf(process.pid()), "environ"));
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
