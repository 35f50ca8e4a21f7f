package app.greenroom.ssh.jsch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.greenroom.domain.server.HostKey;
import app.greenroom.ssh.RemoteHost;
import app.greenroom.ssh.SshException.HostKeyChanged;
import app.greenroom.ssh.SshException.HostKeyUnknown;
import app.greenroom.support.RequiresSshd;
import app.greenroom.task.TaskContext;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresSshd
class OpenSshHostKeyTest {
    private static final HostKey STRANGER =
            new HostKey("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl");

    @TempDir
    private Path folder;

    @Test
    void refusesAnUnknownKeyAndStoresNothing() {
        try (Sshd sshd = Sshd.startUnknown(folder, List.of("ed25519"))) {
            assertThatExceptionOfType(HostKeyUnknown.class)
                    .isThrownBy(sshd::open)
                    .satisfies(failure -> assertThat(failure.offered()).isEqualTo(sshd.key("ed25519")));
            assertThat(sshd.trusted().keysOf("127.0.0.1", sshd.server().port())).isEmpty();
            assertThat(sshd.server().log()).doesNotContain("Accepted");
        }
    }

    @Test
    void refusesAnotherKeyOfTheSameType() {
        try (Sshd sshd = Sshd.startUnknown(folder, List.of("ed25519"))) {
            sshd.trusted().trust("127.0.0.1", sshd.server().port(), STRANGER);
            assertThatExceptionOfType(HostKeyChanged.class)
                    .isThrownBy(sshd::open)
                    .satisfies(failure -> {
                        assertThat(failure.offered()).isEqualTo(sshd.key("ed25519"));
                        assertThat(failure.stored()).containsExactly(STRANGER);
                    });
            assertThat(sshd.server().log()).doesNotContain("Accepted");
        }
    }

    @Test
    void refusesAKeyOfAnotherTypeAsAChangedOne() {
        try (Sshd sshd = Sshd.startUnknown(folder, List.of("ecdsa"))) {
            sshd.trusted().trust("127.0.0.1", sshd.server().port(), STRANGER);
            assertThatExceptionOfType(HostKeyChanged.class)
                    .isThrownBy(sshd::open)
                    .satisfies(failure -> assertThat(failure.offered()).isEqualTo(sshd.key("ecdsa")));
        }
    }

    @Test
    void refusesEveryKeyWhereTheStoredOneIsNoKeyAtAll() {
        try (Sshd sshd = Sshd.startUnknown(folder, List.of("ed25519"))) {
            sshd.trusted().trust("127.0.0.1", sshd.server().port(), new HostKey("ssh-ed25519", "bm9uc2Vuc2U="));
            assertThatExceptionOfType(HostKeyChanged.class).isThrownBy(sshd::open);
        }
    }

    @Test
    void asksAHostWithSeveralKeysForTheTrustedOne() throws Exception {
        try (Sshd sshd = Sshd.startUnknown(folder, List.of("ed25519", "ecdsa", "rsa"))) {
            for (String type : List.of("rsa", "ecdsa", "ed25519")) {
                sshd.trust(type);
                try (RemoteHost host = sshd.open()) {
                    assertThat(host.traits().user()).isNotEmpty();
                }
            }
        }
    }

    @Test
    void looksAtAKeyWithoutSigningIn() throws Exception {
        try (Sshd sshd = Sshd.startUnknown(folder, List.of("ed25519"))) {
            HostKey offered = sshd.hosts().offeredKey("127.0.0.1", sshd.server().port(), TaskContext.quiet());
            assertThat(offered).isEqualTo(sshd.key("ed25519"));
            sshd.trust("ed25519");
            assertThat(sshd.hosts().offeredKey("127.0.0.1", sshd.server().port(), TaskContext.quiet()))
                    .isEqualTo(offered);
            assertThat(sshd.server().log()).doesNotContain("Accepted").doesNotContain("Failed");
        }
    }
}
