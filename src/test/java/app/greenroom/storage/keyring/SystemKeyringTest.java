package app.greenroom.storage.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.storage.secret.KeyringUnavailableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A computer without a keyring. One with a keyring is the matter of a run by hand: it may ask its user. */
class SystemKeyringTest {
    @TempDir
    Path folder;

    @Test
    void whereNoKeyringAnswersThatIsSaidAndNothingElseHappens() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Asking.class.getName())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + folder.resolve("no-bus"));
        environment.put("HOME", folder.toString());
        environment.put("XDG_RUNTIME_DIR", folder.toString());
        environment.remove("DISPLAY");
        environment.remove("WAYLAND_DISPLAY");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).endsWith("false unavailable unavailable unavailable");
        assertThat(folder).isEmptyDirectory();
    }

    /** Asks in every way. */
    public static final class Asking {
        private Asking() {}

        /** Asks. */
        public static void main(String[] arguments) {
            SystemKeyring keyring = new SystemKeyring();
            System.out.print(keyring.available());
            System.out.print(answer(() -> keyring.get("a")));
            System.out.print(answer(() -> {
                keyring.put("a", new byte[32]);
                return true;
            }));
            System.out.print(answer(() -> {
                keyring.remove("a");
                return true;
            }));
            System.out.flush();
            System.exit(0);
        }

        private static String answer(Question question) {
            try {
                return " " + question.ask();
            } catch (KeyringUnavailableException e) {
                return " unavailable";
            }
        }
    }

    /** Something asked of a keyring. */
    @FunctionalInterface
    private interface Question {
        Object ask() throws KeyringUnavailableException;
    }
}
