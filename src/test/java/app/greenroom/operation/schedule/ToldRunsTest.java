package app.greenroom.operation.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.schedule.ScheduleRun;
import app.greenroom.domain.schedule.ScheduleRun.Reason;
import app.greenroom.domain.schedule.ScheduleRun.Result;
import app.greenroom.domain.schedule.ScheduleSettings;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a run tells how it ended, without anybody looking. */
class ToldRunsTest {
    @TempDir
    Path folder;

    private ScheduledServer server;

    @BeforeEach
    void begin() throws Exception {
        server = new ScheduledServer(folder);
    }

    private void takes() throws Exception {
        assertThat(server.run().result()).isEqualTo(Result.OK);
    }

    private ScheduleSettings telling(Optional<String> mail, Optional<String> ping) {
        ScheduleSettings usual = ScheduledServer.settings();
        return new ScheduleSettings(usual.times(), usual.zone(), usual.keep(), 0, mail, ping);
    }

    @Test
    void aMailTellsOfTroubleOnceAndOfItsEnd() throws Exception {
        server.set(telling(Optional.of("orga@example.org"), Optional.empty()));
        Path outbox = server.site.root().resolve("outbox");
        takes();
        assertThat(outbox).doesNotExist();
        Path aside = server.site.root().resolve("data/elsewhere");
        Files.move(server.site.database(), aside);
        server.run();
        server.run();
        assertThat(Files.readAllLines(outbox))
                .hasSize(1)
                .first()
                .asString()
                .contains("Backup of https://talks.example.org failed", "orga@example.org", "is not there");
        Files.move(aside, server.site.database());
        takes();
        takes();
        assertThat(Files.readAllLines(outbox)).hasSize(2).last().asString().contains("works again");
        server.site.write("lib/django/core/mail.py", "raise OSError('no way out')\n");
        Files.move(server.site.database(), aside);
        ScheduleRun run = server.run();
        assertThat(run.reason()).isEqualTo(Reason.DATABASE);
        assertThat(run.mailTrouble()).contains("no way out");
    }

    @Test
    void afterAGoodRunTheAddressIsFetchedAndItsFailureIsNoFailureOfTheRun() throws Exception {
        List<String> fetched = new CopyOnWriteArrayList<>();
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            fetched.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/broken") ? 500 : 200, -1);
            exchange.close();
        });
        web.start();
        try {
            String address = "http://127.0.0.1:" + web.getAddress().getPort();
            server.set(telling(Optional.empty(), Optional.of(address + "/alive?from=talks")));
            assertThat(server.run().pingTrouble()).isEmpty();
            assertThat(fetched).containsExactly("GET /alive?from=talks");
            Path aside = server.site.root().resolve("data/elsewhere");
            Files.move(server.site.database(), aside);
            server.run();
            assertThat(fetched).as("silence is what tells of trouble").hasSize(1);
            Files.move(aside, server.site.database());
            server.set(telling(Optional.empty(), Optional.of(address + "/broken")));
            ScheduleRun run = server.run();
            assertThat(run.result()).isEqualTo(Result.OK);
            assertThat(run.pingTrouble()).isEqualTo("127.0.0.1 answered 500");
        } finally {
            web.stop(0);
        }
    }
}
