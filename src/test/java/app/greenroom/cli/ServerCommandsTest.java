package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.server.Secret;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Adding, showing, testing, trusting and removing servers. */
class ServerCommandsTest {
    private static final String FINGERPRINT = FakeServers.KEY.fingerprint();
    private final World world = new World();

    @Test
    void listsAndShowsServers() throws IOException {
        world.servers.with("talks", "main").with("camp", "cfp", "archive");
        Golden.check("server-list", world, "server", "list");
        world.terminal = new FakeTerminal();
        Golden.check("server-list-json", world, "server", "list", "--json");
        world.terminal = new FakeTerminal();
        Golden.check("server-show", world, "server", "show", "camp");
    }

    @Test
    void anEmptyListSaysHowToBegin() throws IOException {
        Golden.check("server-list-empty", world, "server", "list");
    }

    @Test
    void testsAServerAndSaysWhatFails() throws IOException {
        world.servers.with("talks", "main");
        Golden.check("server-test", world, "server", "test", "talks");
        world.servers.wanted = Optional.of(Secret.of("geheim"));
        world.terminal = new FakeTerminal();
        Golden.check("server-test-failed", world, "server", "test", "talks");
    }

    @Test
    void aTestAsksForASecretAndGoesOn() {
        world.servers.with("talks", "main").wanted = Optional.of(Secret.of("geheim"));
        world.terminal.typing("geheim");
        assertThat(world.run("server", "test", "talks")).isZero();
    }

    @Test
    void trustsAKeyAtTheFirstContact() throws IOException {
        world.servers.with("talks", "main").trusted.clear();
        world.terminal.typing("yes");
        Golden.check("server-trust", world, "server", "trust", "talks");
        assertThat(world.servers.trusted).containsValue(FakeServers.KEY);
        world.terminal = new FakeTerminal();
        Golden.check("server-trust-already", world, "server", "trust", "talks");
    }

    @Test
    void replacesAChangedKeyOnlyIfThePersonTypesTheName() throws IOException {
        world.servers.with("talks", "main").trusted.put("talks.example.org", FakeServers.OTHER);
        world.terminal.typing("yes");
        Golden.check("server-trust-changed", world, "server", "trust", "talks");
        assertThat(world.servers.trusted).containsValue(FakeServers.OTHER);
        world.terminal = new FakeTerminal().typing("talks", "yes");
        assertThat(world.run("server", "trust", "talks")).isZero();
        assertThat(world.servers.trusted).containsValue(FakeServers.KEY);
    }

    @Test
    void withoutATerminalReplacingAKeyWantsBothOptions() {
        world.servers.with("talks", "main").trusted.put("talks.example.org", FakeServers.OTHER);
        assertThat(world.run("server", "trust", "talks", "--host-key", FINGERPRINT))
                .isEqualTo(2);
        assertThat(world.run("server", "trust", "talks", "--replace")).isEqualTo(2);
        assertThat(world.servers.trusted).containsValue(FakeServers.OTHER);
        assertThat(world.run("server", "trust", "talks", "--replace", "--host-key", FINGERPRINT))
                .isZero();
        assertThat(world.servers.trusted).containsValue(FakeServers.KEY);
    }

    @Test
    void removesAServerAndSaysWhatStays() throws IOException {
        world.servers.with("talks", "main");
        Golden.check("server-remove", world, "server", "remove", "talks");
        assertThat(world.servers.saved).isEmpty();
        world.terminal = new FakeTerminal();
        Golden.check("server-unknown", world, "server", "remove", "talks");
    }
}
