package app.greenroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import app.greenroom.domain.server.ServerProfile;
import app.greenroom.domain.server.ServerProfile.KnownInstance;
import app.greenroom.domain.server.SshAuthentication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Saved servers in their file. */
class JsonServerProfileRepositoryTest {
    private static final List<ServerProfile> GOLDEN = List.of(
            new ServerProfile(
                    "agent",
                    "talks.example.org",
                    22,
                    "root",
                    new SshAuthentication.Agent(),
                    false,
                    false,
                    List.of(
                            new KnownInstance("pretalx", "pretalx-web.service", "/var/pretalx/data"),
                            new KnownInstance("summer", "", "/srv/sümmer data"))),
            new ServerProfile(
                    "key",
                    "2001:db8::1",
                    2222,
                    "orga",
                    new SshAuthentication.KeyFile("/home/orga/.ssh/id_ed25519"),
                    true,
                    false,
                    List.of()),
            new ServerProfile(
                    "password", "192.0.2.7", 22, "orga", new SshAuthentication.Password(), false, true, List.of()));

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void place() {
        path = folder.resolve("servers.json");
    }

    @Test
    void noFileIsNoServer() throws IOException {
        assertThat(repository().all()).isEmpty();
        assertThat(path).doesNotExist();
    }

    @Test
    void theFileOfSchema1IsReadAndWrittenUnchanged() throws IOException {
        Files.copy(Golden.file("servers-1.json"), path);
        assertThat(repository().all()).isEqualTo(GOLDEN);
        Files.delete(path);
        repository().change(none -> GOLDEN.reversed());
        assertThat(path).hasContent(Golden.text("servers-1.json"));
        assertThat(Golden.mode(path)).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @CsvSource({
        "\"key\",\"agent\"",
        "\"agent\",\"Agent/..\"",
        "2222,0",
        "2222,65536",
        "AGENT,SMOKE_SIGNAL",
        "\"user\" : \"root\",\"user\" : null",
        "\"host\",\"hst\"",
        "\"pretalx\",\"../../etc\"",
    })
    void whatNoServerCanBeIsDamage(String from, String to) throws IOException {
        String text = Golden.text("servers-1.json");
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
        assertThatExceptionOfType(DamagedFileException.class)
                .isThrownBy(() -> repository().all());
    }

    @Test
    void twoOfOneNameAreAFault() throws IOException {
        ServerProfile one = GOLDEN.getFirst();
        assertThatIllegalArgumentException().isThrownBy(() -> repository().change(none -> List.of(one, one)));
        assertThat(repository().all()).isEmpty();
    }

    @Test
    void twoRepositoriesAtOnceLoseNothing() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> adding = new ArrayList<>();
            for (String prefix : List.of("a", "b")) {
                ServerProfileRepository repository = repository();
                adding.add(threads.submit(() -> {
                    for (int i = 0; i < 20; i++) {
                        add(repository, prefix + i);
                    }
                    return null;
                }));
            }
            for (Future<?> each : adding) {
                each.get();
            }
        }
        assertThat(repository().all()).hasSize(40);
    }

    private static void add(ServerProfileRepository repository, String name) throws IOException {
        repository.change(present -> {
            List<ServerProfile> more = new ArrayList<>(present);
            more.add(new ServerProfile(
                    name, "192.0.2.1", 22, "root", new SshAuthentication.Agent(), false, false, List.of()));
            return more;
        });
    }

    private ServerProfileRepository repository() {
        return new JsonServerProfileRepository(path);
    }
}
