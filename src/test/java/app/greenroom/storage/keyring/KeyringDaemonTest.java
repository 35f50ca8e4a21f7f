package app.greenroom.storage.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.server.Secret;
import app.greenroom.storage.secret.EncryptedFileSecretStore;
import app.greenroom.storage.secret.SecretsState;
import app.greenroom.support.RequiresKeyring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real keyring: a daemon on a bus of its own, whose files lie in a folder of the test and end with it. */
@RequiresKeyring
class KeyringDaemonTest {
    @TempDir
    Path folder;

    /** Runs a program on a new bus with a keyring that is unlocked, and gives what it said. */
    private String inASession(Class<?> program) throws IOException, InterruptedException {
        Path runtime = Files.createDirectories(folder.resolve("run"));
        ProcessBuilder builder = new ProcessBuilder(
                        "dbus-run-session",
                        "--",
                        "sh",
                        "-c",
                        "printf sesame | gnome-keyring-daemon --unlock --components=secrets >\"$XDG_RUNTIME_DIR/said\""
                                + " 2>&1; exec \"$@\"",
                        "session",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        folder.resolve("secrets.json").toString())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("HOME", folder.toString());
        environment.put("XDG_RUNTIME_DIR", runtime.toString());
        environment.put("XDG_DATA_HOME", folder.resolve("data").toString());
        environment.remove("DBUS_SESSION_BUS_ADDRESS");
        environment.remove("DISPLAY");
        environment.remove("WAYLAND_DISPLAY");
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    @Test
    void keepsFindsAndForgetsKeys() throws Exception {
        assertThat(inASession(Keeping.class)).endsWith("true empty kept replaced 2 empty empty");
    }

    @Test
    void theSecretsFileIsOpenedByItInALaterSession() throws Exception {
        assertThat(inASession(Storing.class)).endsWith("KEYRING");
        assertThat(Files.readString(folder.resolve("secrets.json"))).doesNotContain("hunter2");
        assertThat(inASession(Reading.class)).endsWith("KEYRING hunter2 PASSPHRASE_OPEN hunter2 KEYRING hunter2");
    }

    /** Uses it in every way. */
    public static final class Keeping {
        private Keeping() {}

        /** Does. */
        public static void main(String[] arguments) throws Exception {
            SystemKeyring keyring = new SystemKeyring();
            System.out.print(keyring.available());
            System.out.print(keyring.get("a").isEmpty() ? " empty" : " there");
            byte[] key = new byte[32];
            key[3] = -7;
            keyring.put("a", key);
            System.out.print(keyring.get("a").orElseThrow()[3] == -7 ? " kept" : " other");
            key[3] = 8;
            keyring.put("a", key);
            keyring.put("b", new byte[] {2});
            System.out.print(keyring.get("a").orElseThrow()[3] == 8 ? " replaced" : " other");
            System.out.print(" " + keyring.get("b").orElseThrow()[0]);
            keyring.remove("a");
            keyring.remove("a");
            System.out.print(keyring.get("a").isEmpty() ? " empty" : " there");
            keyring.remove("b");
            System.out.print(keyring.get("b").isEmpty() ? " empty" : " there");
            System.out.flush();
            System.exit(0);
        }
    }

    /** Stores a secret in a new file. */
    public static final class Storing {
        private Storing() {}

        /** Does. */
        public static void main(String[] arguments) throws Exception {
            EncryptedFileSecretStore store = new EncryptedFileSecretStore(Path.of(arguments[0]), new SystemKeyring());
            store.put("server/talks/sign-in", Secret.of("hunter2"));
            System.out.print(store.state());
            System.out.flush();
            System.exit(0);
        }
    }

    /** Reads it again, and changes between keyring and passphrase. */
    public static final class Reading {
        private Reading() {}

        /** Does. */
        public static void main(String[] arguments) throws Exception {
            EncryptedFileSecretStore store = new EncryptedFileSecretStore(Path.of(arguments[0]), new SystemKeyring());
            tell(store);
            store.protectByPassphrase(Secret.of("open sesame"));
            tell(store);
            store.protectByKeyring();
            tell(new EncryptedFileSecretStore(Path.of(arguments[0]), new SystemKeyring()));
            System.out.flush();
            System.exit(0);
        }

        private static void tell(EncryptedFileSecretStore store) throws Exception {
            SecretsState state = store.state();
            Optional<Secret> secret = store.get("server/talks/sign-in");
            System.out.print(" " + state + " "
                    + secret.map(value -> new String(value.characters())).orElse("-"));
        }
    }
}
