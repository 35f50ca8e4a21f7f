package app.greenroom.practice;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.task.CancellationToken;
import app.greenroom.task.Progress;
import app.greenroom.task.TaskContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What lies below the folder of a practice server, and the environment of everything that runs there.
 *
 * @param root the folder
 * @param python interpreter of this computer
 * @param indexUrl address of its package index
 */
record PracticeSite(Path root, HostPython python, String indexUrl) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Where the site lies, which is everybody's home. */
    Path home() {
        return root.resolve("var/pretalx");
    }

    /** The whole environment of what runs on the practice server: nothing of this program's own. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(pip());
        environment.put("GREENROOM_ROOT", root.toString());
        environment.put("PATH", root.resolve("usr/bin").toString());
        environment.put("HOME", home().toString());
        environment.put("USER", python.user());
        environment.put("LOGNAME", python.user());
        environment.put("SHELL", "/bin/sh");
        environment.put("LANG", "C.UTF-8");
        environment.put("TMPDIR", root.resolve("tmp").toString());
        return environment;
    }

    /** Makes pip ask nothing but the practice server's own index, write nowhere else, and lose no time. */
    private Map<String, String> pip() {
        return Map.of(
                "PIP_CONFIG_FILE", "/dev/null",
                "PIP_INDEX_URL", indexUrl,
                "PIP_NO_CACHE_DIR", "1",
                "PIP_NO_COMPILE", "1",
                "PIP_DISABLE_PIP_VERSION_CHECK", "1",
                "PIP_NO_INPUT", "1");
    }

    /**
     * Writes the programs and scripts, and the packages to install.
     *
     * @param wheels all that the index offers
     */
    void writeLibrary(List<Wheel> wheels) throws IOException {
        Path library = Files.createDirectories(root.resolve("usr/lib/practice"));
        Map<String, String> files = new TreeMap<>(new Resources().below("programs"));
        for (String name : new String[] {"build.py", "demo.py", "pipwheel.py", "keeper.py"}) {
            files.put(name, Resources.text(name));
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(library.resolve(file.getKey()), file.getValue());
        }
        Path first = Files.createDirectories(root.resolve("srv/first"));
        for (Wheel wheel : wheels) {
            if (Releases.atFirst(wheel)) {
                Files.write(first.resolve(wheel.fileName()), wheel.bytes());
            }
        }
        Files.createDirectories(home());
    }

    /**
     * Makes sure that programs may run from the folder, which some computers forbid for temporary ones.
     *
     * @throws OperationFailedException with reason PRACTICE_UNAVAILABLE
     */
    void requirePrograms() throws OperationFailedException, IOException {
        Path trial = Files.writeString(root.resolve("trial"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(trial, PosixFilePermissions.fromString("rwx------"));
        try {
            new ProcessBuilder(trial.toString()).start().getInputStream().close();
        } catch (IOException e) {
            throw HostPython.unavailable("no program may run from the folder " + root.getParent(), e);
        }
        Files.delete(trial);
    }

    Path library(String name) {
        return root.resolve("usr/lib/practice").resolve(name);
    }

    /**
     * Makes the site and starts its services.
     *
     * @throws OperationFailedException with reason PRACTICE_UNAVAILABLE, saying what failed, or CANCELLED
     */
    void build(TaskContext context) throws OperationFailedException, IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        python.path(), "-E", "-s", "-B", library("build.py").toString())
                .directory(root.toFile())
                .redirectError(root.resolve("build.log").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment());
        Process process = builder.start();
        try (CancellationToken.Registration _ = context.cancellation().onCancel(process::destroyForcibly)) {
            process.getOutputStream().write(request().getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            boolean ready = follow(process.inputReader(StandardCharsets.UTF_8), context);
            int status = process.waitFor();
            context.cancellation().throwIfCancelled();
            if (status != 0 || !ready) {
                throw HostPython.unavailable(lastLine(), null);
            }
        } catch (IOException e) {
            context.cancellation().throwIfCancelled(); // a process that was ended closes its streams
            throw e;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new OperationFailedException(FailureReason.CANCELLED, "interrupted", e);
        }
    }

    private static boolean follow(BufferedReader said, TaskContext context) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.equals("ready")) {
                return true;
            }
            if (line.startsWith("progress ")) {
                context.report(Progress.of(line.substring("progress ".length())));
            }
        }
        return false;
    }

    private String lastLine() throws IOException {
        return Files.readString(root.resolve("build.log"))
                .strip()
                .lines()
                .reduce((first, last) -> last)
                .orElse("the practice server did not start");
    }

    private String request() throws IOException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("root", root.toString());
        request.put("python", python.path());
        request.put("search", python.search());
        request.put("user", python.user());
        request.put("bind", "127.0.0.1:" + freePort());
        request.put("environment", environment());
        request.put("pipEnvironment", pip());
        request.put("pipConfiguration", "[global]\nindex-url = " + indexUrl + "\n");
        return JSON.writeValueAsString(request);
    }

    /** A port that was free just now; the web service keeps it from its first start on. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
