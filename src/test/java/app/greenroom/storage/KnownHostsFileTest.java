package app.greenroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import app.greenroom.domain.server.HostKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own known_hosts file, and a look into the user's. */
class KnownHostsFileTest {
    private static final HostKey KEY =
            new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIFabmmL4xkXlqWDpyK6JvfTJPKyiJlDzgrPCBUnXp7A0");
    private static final HostKey OTHER =
            new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIB8Kx1iWdYdFbFEUO8Rdgq3pmKbUSxyTSzOtMJkRSJ1C");

    @TempDir
    Path folder;

    private Path own;
    private Path openSsh;
    private KnownHostsFile hosts;

    @BeforeEach
    void place() {
        own = folder.resolve("home/known_hosts");
        openSsh = folder.resolve("ssh/known_hosts");
        hosts = new KnownHostsFile(own, openSsh);
    }

    @Test
    void aTrustedKeyIsKeptForThatHostAndPortAlone() {
        assertThat(hosts.keysOf("talks.example.org", 22)).isEmpty();
        hosts.trust("Talks.example.org", 22, KEY);
        hosts.trust("talks.example.org", 2222, OTHER);
        hosts.trust("2001:db8::1", 2222, KEY);
        assertThat(hosts.keysOf("talks.EXAMPLE.org", 22)).containsExactly(KEY);
        assertThat(hosts.keysOf("talks.example.org", 2222)).containsExactly(OTHER);
        assertThat(hosts.keysOf("2001:db8::1", 2222)).containsExactly(KEY);
        assertThat(hosts.keysOf("2001:db8::1", 22)).isEmpty();
        assertThat(own)
                .hasContent("talks.example.org ssh-ed25519 " + KEY.base64() + "\n"
                        + "[talks.example.org]:2222 ssh-ed25519 " + OTHER.base64() + "\n"
                        + "[2001:db8::1]:2222 ssh-ed25519 " + KEY.base64() + "\n");
        assertThat(Golden.mode(own)).isEqualTo("rw-------");
    }

    @Test
    void aHostWithOtherLettersStaysKnownAndItsChangedKeyIsSeen() {
        hosts.trust("Köln.example", 22, KEY);
        hosts.trust("münchen.example", 2222, OTHER);
        assertThat(hosts.keysOf("köln.example", 22)).containsExactly(KEY);
        assertThat(hosts.keysOf("xn--kln-sna.example", 22)).containsExactly(KEY);
        assertThat(hosts.keysOf("MÜNCHEN.example", 2222)).containsExactly(OTHER);
        assertThatIllegalStateException().isThrownBy(() -> hosts.trust("köln.example", 22, OTHER));
        assertThat(hosts.keysOf("a".repeat(64) + ".example", 22)).isEmpty();
        hosts.forget("köln.example", 22);
        assertThat(hosts.keysOf("köln.example", 22)).isEmpty();
    }

    @Test
    void aSecondKeyWantsTheFirstForgotten() {
        hosts.trust("a", 22, KEY);
        hosts.trust("a", 22, KEY);
        assertThatIllegalStateException().isThrownBy(() -> hosts.trust("a", 22, OTHER));
        assertThat(hosts.keysOf("a", 22)).containsExactly(KEY);
        hosts.forget("a", 2222);
        assertThat(hosts.keysOf("a", 22)).containsExactly(KEY);
        hosts.forget("a", 22);
        hosts.trust("a", 22, OTHER);
        assertThat(hosts.keysOf("a", 22)).containsExactly(OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a,b", "*", "a?", "!a", "#a", "", "a\nb", "[a]", "|1|a"})
    void aHostThatWouldMeanMoreThanItselfIsRefused(String host) {
        assertThatIllegalArgumentException().isThrownBy(() -> hosts.trust(host, 22, KEY));
        assertThat(own).doesNotExist();
    }

    @Test
    void aKeyThatWouldBreakTheFileIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hosts.trust("a", 22, new HostKey("ssh-rsa\nb", KEY.base64())));
        assertThatIllegalArgumentException().isThrownBy(() -> hosts.trust("a", 22, new HostKey("ssh-rsa", "AAAA\nb")));
        assertThat(own).doesNotExist();
    }

    @Test
    void aDamagedFileTrustsNobodyAndMakesNobodyLookNew() throws IOException {
        hosts.trust("a", 22, KEY);
        Files.writeString(own, Golden.read(own) + "b ssh-ed25519\n");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> hosts.keysOf("a", 22))
                .withCauseInstanceOf(DamagedFileException.class);
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> hosts.keysOf("b", 22));
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> hosts.trust("c", 22, KEY));
        assertThat(own.resolveSibling("known_hosts.damaged")).exists();
        hosts.trust("c", 22, KEY);
        assertThat(hosts.keysOf("c", 22)).containsExactly(KEY);
    }

    @Test
    void theFileOfTodayIsRead() throws IOException {
        Files.createDirectories(own.getParent());
        Files.copy(Golden.file("known_hosts-1"), own);
        assertThat(hosts.keysOf("talks.example.org", 2222)).containsExactly(KEY);
        assertThat(hosts.keysOf("192.0.2.7", 22)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "talks.example.org; 22; true",
                "TALKS.example.org; 22; true",
                "192.0.2.7; 22; true",
                "plain.example.org; 22; true",
                "plain.example.org; 2222; false",
                "ported.example.org; 2222; true",
                "ported.example.org; 22; false",
                "any.wild.example.org; 22; true",
                "not.wild.example.org; 22; false",
                "signed.example.org; 22; false",
                "hashed.example.org; 22; true",
                "hashed.example.org; 2222; true",
                "hashed.example.org; 2223; false",
                "unhashed.example.org; 22; false",
            })
    void theUsersOwnFileIsUnderstood(String host, int port, boolean known) throws IOException {
        putOpenSsh(Golden.text("openssh-known-hosts.txt"));
        assertThat(hosts.knownToOpenSsh(host, port, KEY)).isEqualTo(known);
        assertThat(hosts.knownToOpenSsh(host, port, OTHER)).isFalse();
        assertThat(openSsh).hasContent(Golden.text("openssh-known-hosts.txt"));
    }

    @Test
    void aRevokedKeyIsNotKnown() throws IOException {
        String line = "a ssh-ed25519 " + KEY.base64() + "\n";
        putOpenSsh(line);
        assertThat(hosts.knownToOpenSsh("a", 22, KEY)).isTrue();
        putOpenSsh(line + "@revoked * ssh-ed25519 " + KEY.base64() + "\n");
        assertThat(hosts.knownToOpenSsh("a", 22, KEY)).isFalse();
    }

    @Test
    void withoutAFileOfTheUserNothingIsKnown() throws IOException {
        assertThat(hosts.knownToOpenSsh("a", 22, KEY)).isFalse();
        Files.createDirectories(openSsh);
        assertThat(hosts.knownToOpenSsh("a", 22, KEY)).isFalse();
        assertThat(hosts.keysOf("a", 22)).isEqualTo(List.of());
    }

    private void putOpenSsh(String text) throws IOException {
        Files.createDirectories(openSsh.getParent());
        Files.writeString(openSsh, text);
    }
}
