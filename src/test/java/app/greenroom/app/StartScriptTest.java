package app.greenroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script, run in a folder with a space in its name, with a Java that only says how it was called. */
class StartScriptTest {
    private static final Path SCRIPT = Path.of("src/main/scripts/greenroom");

    @TempDir
    Path folder;

    private Path program;
    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void aProgram() throws IOException {
        program = folder.resolve("my programs/greenroom");
        Files.createDirectories(program.resolve("lib"));
        install(SCRIPT, program.resolve("bin/greenroom"));
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("LC_ALL", "C.UTF-8");
    }

    private static void install(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
        assertThat(to.toFile().setExecutable(true)).isTrue();
    }

    /** A folder that looks like a Java of that version, and says where it lies and how it was called. */
    private Path java(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path java = home.resolve("bin/java");
        Files.writeString(java, """
            #!/bin/sh
            echo "java of %s, LC_ALL=${LC_ALL:-}, tty=${GREENROOM_TTY-unset}"
            for each in "$@"; do echo "<$each>"; done
            exit 5
            """.formatted(name));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return home;
    }

    private Ended run(Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), said);
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        return run(program.resolve("bin/greenroom"), arguments);
    }

    @Test
    void handsEveryArgumentOverAsItIs() throws Exception {
        environment.put("JAVA_HOME", java("java 25", "25.0.3").toString());
        Ended ended = run("status", "a b", "", "c\"d", "$HOME", "*");
        assertThat(ended.said())
                .contains("java of java 25")
                .endsWith("<app.greenroom.Launcher>\n<status>\n<a b>\n<>\n<c\"d>\n<$HOME>\n<*>\n")
                .contains("<-cp>\n<" + program.toRealPath() + "/lib/*.jar>")
                .contains("<--enable-native-access=ALL-UNNAMED>");
        assertThat(ended.status()).isEqualTo(5);
    }

    @Test
    void aCommandHasLittleMemoryAndTheWindowMore() throws Exception {
        environment.put("JAVA_HOME", java("java", "25").toString());
        assertThat(run("status").said()).contains("<-Xmx128m>");
        assertThat(run().said()).doesNotContain("-Xmx");
        assertThat(run("practice", "--window").said()).doesNotContain("-Xmx");
    }

    @Test
    void eachFaceStartsWithItsCacheWhereThereIsOne() throws Exception {
        environment.put("JAVA_HOME", java("java", "25").toString());
        for (String jar : List.of("b-1.jar", "a.jar", "b.jar")) {
            Files.createFile(program.resolve("lib").resolve(jar));
        }
        String lib = program.toRealPath() + "/lib/";
        String libraries = "<-cp>\n<" + lib + "a.jar:" + lib + "b-1.jar:" + lib + "b.jar>\n<app.greenroom.Launcher>\n";
        assertThat(run().said()).contains(libraries).doesNotContain("AOTCache");
        Files.createFile(program.resolve("greenroom.aot"));
        String cache = "<-XX:AOTCache=" + program.toRealPath() + "/greenroom.aot>\n<-Xlog:disable>\n";
        environment.put("LC_ALL", "en_US.UTF-8");
        assertThat(run().said()).contains(cache + libraries);
        assertThat(run("practice", "--window").said()).contains(cache).endsWith("<practice>\n<--window>\n");
        assertThat(run("status").said()).doesNotContain("AOTCache");
        Files.createFile(program.resolve("commands.aot"));
        String ofCommands = "<-XX:AOTCache=" + program.toRealPath() + "/commands.aot>\n<-Xlog:disable>\n";
        assertThat(run("status").said())
                .contains(ofCommands + "<-XX:+UseSerialGC>\n")
                .contains(libraries);
        assertThat(run().said()).doesNotContain("commands.aot");
        assertThat(run("--version").said()).doesNotContain("AOTCache");
        environment.put("GREENROOM_JAVA_OPTIONS", "-XX:AOTCacheOutput=x");
        assertThat(run("--train").said())
                .contains("<-XX:AOTCacheOutput=x>\n" + libraries)
                .doesNotContain("-Xmx");
        assertThat(run("--train-commands").said())
                .contains("<-XX:AOTCacheOutput=x>\n<-XX:+UseSerialGC>\n")
                .contains(libraries)
                .doesNotContain("commands.aot");
    }

    @Test
    void passesOverAJavaThatIsTooOld() throws Exception {
        environment.put("JAVA_HOME", java("old", "17.0.15").toString());
        Path onPath = java("new", "26");
        environment.put("PATH", onPath.resolve("bin") + ":/usr/bin:/bin");
        assertThat(run("status").said()).startsWith("java of new,");
    }

    @Test
    void findsTheJavaBehindALinkOnThePath() throws Exception {
        Path real = java("real", "25.0.1");
        Path bin = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(bin.resolve("java"), real.resolve("bin/java"));
        environment.put("PATH", bin + ":/usr/bin:/bin");
        assertThat(run("status").said()).startsWith("java of real,");
    }

    @Test
    void looksInTheUsualFolders() throws Exception {
        java("home/.sdkman/candidates/java/17.0.1-tem", "17.0.1");
        java("home/.sdkman/candidates/java/25.0.1-tem", "25.0.1");
        environment.put("PATH", tools().toString());
        assertThat(run("status").said()).startsWith("java of home/.sdkman/candidates/java/25.0.1-tem,");
    }

    @Test
    void prefersTheJavaThatComesWithIt() throws Exception {
        environment.put("JAVA_HOME", java("other", "25").toString());
        java("my programs/greenroom/runtime", "25");
        assertThat(run("status").said()).startsWith("java of my programs/greenroom/runtime,");
    }

    @Test
    void saysInOneLineThatThereIsNoJava() throws Exception {
        Path tools = tools();
        // every Java of this computer seems to be too old
        tool(tools.resolve("sed"), "echo 21");
        environment.put("PATH", tools.toString());
        Ended ended = run("status");
        assertThat(ended.said())
                .isEqualTo("greenroom: needs Java 25 or newer, and none was found; install one, or name its folder in"
                        + " JAVA_HOME.\n");
        assertThat(ended.status()).isEqualTo(2);
    }

    /** A folder with the programs that the script uses, and no Java. */
    private Path tools() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String each : List.of("sed", "dirname", "readlink", "locale")) {
            tool(tools.resolve(each), "exec /usr/bin/env PATH=/usr/bin:/bin " + each + " \"$@\"");
        }
        return tools;
    }

    private static void tool(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void worksThroughLinks() throws Exception {
        environment.put("JAVA_HOME", java("java", "25").toString());
        Path direct = Files.createSymbolicLink(folder.resolve("direct"), program.resolve("bin/greenroom"));
        Path relative = Files.createSymbolicLink(folder.resolve("relative"), Path.of("direct"));
        environment.put("CDPATH", "/tmp");
        assertThat(run(relative, "status").said()).contains("<" + program.toRealPath() + "/lib/*.jar>");
        assertThat(run(direct, "status").said()).contains("<" + program.toRealPath() + "/lib/*.jar>");
    }

    @Test
    void aLocaleThatCannotHoldEveryNameIsReplaced() throws Exception {
        environment.put("JAVA_HOME", java("java", "25").toString());
        assertThat(run("status").said()).contains("LC_ALL=C.UTF-8,");
        environment.put("LC_ALL", "C");
        assertThat(run("status").said()).contains("LC_ALL=C.UTF-8,");
        environment.put("LC_ALL", "tlh_KX.UTF-8");
        assertThat(run("status").said()).as("named, but not installed").contains("LC_ALL=C.UTF-8,");
        environment.remove("LC_ALL");
        environment.put("LANG", "C.UTF-8");
        assertThat(run("status").said()).as("fits as it is").contains("LC_ALL=,");
    }

    @Test
    void theScriptForWindowsHasItsLineEnds() throws Exception {
        // labels of a script with other line ends are not always found there
        String script = Files.readString(Path.of("src/main/scripts/greenroom.cmd"));
        assertThat(script.replace("\r\n", "")).doesNotContain("\n", "\r");
        assertThat(script).contains("app.greenroom.Launcher %*");
    }

    @Test
    void saysThatNoStreamIsATerminal() throws Exception {
        environment.put("JAVA_HOME", java("java", "25").toString());
        environment.put("GREENROOM_TTY", "012");
        assertThat(run("status").said()).contains("tty=\n");
    }

    @Test
    void answersItsVersionUnderLocaleC() throws Exception {
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("LC_ALL", "C");
        jar(Path.of(BuildInfo.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));
        Ended ended = run("--version");
        assertThat(ended.said()).isEqualTo("greenroom " + BuildInfo.read().version() + "\n");
        assertThat(ended.status()).isZero();
    }

    /** Puts just the classes into the library folder that answering the version needs. */
    private void jar(Path classes) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(program.resolve("lib/greenroom.jar")))) {
            for (String name : List.of(
                    "app/greenroom/Launcher.class",
                    "app/greenroom/app/BuildInfo.class",
                    "app/greenroom/app/build.properties")) {
                jar.putNextEntry(new JarEntry(name));
                jar.write(Files.readAllBytes(classes.resolve(name)));
                jar.closeEntry();
            }
        }
    }

    /**
     * How a run ended.
     *
     * @param status exit status
     * @param said both streams
     */
    private record Ended(int status, String said) {}
}
