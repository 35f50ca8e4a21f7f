package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.server.MaintenanceWords;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Showing and changing what visitors read while a site is closed. */
class ServerPageCommandTest {
    private final World world = new World();

    @BeforeEach
    void aServer() {
        world.servers.with("talks", "main");
    }

    @Test
    void showsThePagesOwnWordsWhereNoneWereGiven() throws IOException {
        Golden.check("server-page-own", world, "server", "page", "talks");
        assertThat(world.maintenance.kept).isEmpty();
    }

    @Test
    void keepsWhatIsGivenAndLeavesTheRest() throws IOException {
        world.maintenance.kept.put("talks", new MaintenanceWords("Moving", "We change rooms.", "", "noon"));
        Golden.check(
                "server-page",
                world,
                "server",
                "page",
                "talks",
                "--contact",
                "help@example.org",
                "--until",
                "",
                "--text",
                "First.\\n\\nSecond.");
        assertThat(world.maintenance.kept.get("talks"))
                .isEqualTo(new MaintenanceWords("Moving", "First.\n\nSecond.", "help@example.org", ""));
    }

    @Test
    void whatCannotBeShownIsRefusedAndNothingIsChanged() throws IOException {
        Golden.check("server-page-wrong", world, "server", "page", "talks", "--contact", "javascript:alert(1)");
        assertThat(world.maintenance.kept).isEmpty();
    }

    @Test
    void theyCanBeForgotten() {
        world.maintenance.kept.put("talks", new MaintenanceWords("Moving", "", "", ""));
        assertThat(world.run("server", "page", "talks", "--clear", "--json")).isZero();
        assertThat(world.maintenance.kept.get("talks").nothing()).isTrue();
    }
}
