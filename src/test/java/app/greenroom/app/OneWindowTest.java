package app.greenroom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.greenroom.app.OneWindow.Turn;
import app.greenroom.storage.HeldElsewhereException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may show the window, and who has it raised; each thread stands for a Greenroom. */
class OneWindowTest {
    @TempDir
    Path folder;

    private final BlockingQueue<Boolean> raised = new LinkedBlockingQueue<>();

    private OneWindow window() {
        return new OneWindow(folder, new SecureRandom(), Duration.ofMillis(200));
    }

    private boolean second(boolean practice) {
        return CompletableFuture.supplyAsync(() -> {
                    try (Turn turn = window().takeOrRaise(practice).orElse(null)) {
                        return turn == null;
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                })
                .join();
    }

    @Test
    void theSecondRaisesTheFirst() throws Exception {
        try (Turn first = window().takeOrRaise(false).orElseThrow()) {
            first.opened(raised::add);
            assertThat(second(false)).isTrue();
            assertThat(raised.take()).isFalse();
            assertThat(second(true)).isTrue();
            assertThat(raised.take()).as("with the practice server").isTrue();
        }
        assertThat(second(false)).as("raised another").isFalse();
        assertThat(folder.resolve("window")).doesNotExist();
    }

    @Test
    void whoAsksBeforeTheWindowIsThereIsServedThen() throws Exception {
        try (Turn first = window().takeOrRaise(false).orElseThrow()) {
            assertThat(second(true)).isTrue();
            assertThat(second(false)).isTrue();
            first.opened(raised::add);
            assertThat(raised).containsExactly(true);
        }
    }

    @Test
    void onlyItsUserCanAsk() throws Exception {
        try (Turn first = window().takeOrRaise(false).orElseThrow()) {
            first.opened(raised::add);
            Path file = folder.resolve("window");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            int port = Integer.parseInt(Files.readString(file).split(" ", -1)[0]);
            for (String said :
                    new String[] {"0".repeat(64) + " front\n", " front\n", "front\n", "x".repeat(5000), "\n"}) {
                try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    stranger.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
                    stranger.shutdownOutput();
                    assertThat(answer(stranger)).isEmpty();
                }
            }
            assertThat(raised).isEmpty();
        }
    }

    /** What it says until it ends the connection, in whatever manner. */
    private static String answer(Socket stranger) {
        try {
            return new String(stranger.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException ended) {
            return "";
        }
    }

    @Test
    void whatAKilledOneLeftBehindMeansNothing() throws Exception {
        for (String left : new String[] {"1 abc\n", "", "garbage", "99999999 x\n"}) {
            Files.writeString(folder.resolve("window"), left);
            Files.writeString(folder.resolve("window.lock"), "");
            Optional<Turn> turn = window().takeOrRaise(false);
            assertThat(turn).as(left).isPresent();
            turn.orElseThrow().close();
        }
    }

    @Test
    void oneThatDoesNotAnswerIsTold() throws Exception {
        try (Turn first = window().takeOrRaise(false).orElseThrow()) {
            first.opened(raised::add);
            Files.writeString(folder.resolve("window"), "1 abc\n");
            assertThatThrownBy(() -> second(false)).hasRootCauseInstanceOf(HeldElsewhereException.class);
        }
    }
}
