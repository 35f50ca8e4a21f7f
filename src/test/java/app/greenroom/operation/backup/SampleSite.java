package app.greenroom.operation.backup;

import app.greenroom.domain.instance.Installation;
import app.greenroom.domain.instance.InstanceFacts;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.instance.PretalxSettings.Kind;
import app.greenroom.domain.instance.SampleFacts;
import app.greenroom.support.LocalHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A site in a folder: uploaded files, a secret, a configuration, an SQLite database, and stand-ins for programs. */
public final class SampleSite {
    private final Path root;
    private Kind kind = Kind.SQLITE;
    private boolean password;

    /** Makes it, with two uploaded files, in a folder that stands for the root folder of a server. */
    public SampleSite(Path root) {
        this.root = root;
        try {
            Files.createDirectories(media().resolve("avatars"));
            Files.createDirectories(root.resolve("var/tmp"));
            Files.createDirectories(root.resolve("etc/nginx/sites-enabled"));
            upload("logo.png", "a logo");
            upload("avatars/one.jpg", "a face");
            write("data/.secret", "s3cret without a line end");
            write("etc/pretalx.cfg", "[database]\npassword=ge heim\n");
            write("etc/nginx/sites-enabled/talks", "proxy_pass http://127.0.0.1:8345;\n");
            write("etc/nginx/sites-enabled/other", "proxy_pass http://127.0.0.1:9999;\n");
            standIn("crontab", "echo '*/10 * * * * runperiodic'");
            standIn("systemctl", "echo FragmentPath=" + root + "/etc/web.service");
            write("etc/web.service", "[Service]\nUser=pretalx\n");
            standIn(
                    "python-of-pretalx",
                    "[ \"$1 $2 $3\" != '-m pip freeze' ] || { echo pretalx==2026.2.1; exit 0; }",
                    "exec " + LocalHost.python() + " \"$@\"");
            sqlite(
                    "CREATE TABLE event_event(x)",
                    "CREATE TABLE submission_submission(x)",
                    "CREATE TABLE person_user(x)",
                    "INSERT INTO event_event VALUES (1), (2)",
                    "INSERT INTO submission_submission VALUES (1), (2), (3)",
                    "INSERT INTO person_user VALUES (1), (2), (3), (4)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes it one with PostgreSQL, whose programs are stand-ins. */
    public SampleSite onPostgresql(boolean withPassword) {
        kind = Kind.POSTGRESQL;
        password = withPassword;
        return this;
    }

    /** The host that it lies on. */
    public LocalHost host() {
        return new LocalHost(root).with("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
    }

    /** The folder. */
    public Path root() {
        return root;
    }

    /** Its uploaded files. */
    public Path media() {
        return root.resolve("data/media");
    }

    /** Its SQLite database. */
    public Path database() {
        return root.resolve("data/db.sqlite3");
    }

    /** Makes or changes an uploaded file. */
    public Path upload(String name, String content) throws IOException {
        return write("data/media/" + name, content);
    }

    /** Writes any file of it. */
    public Path write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** Makes a shell script that is found before every other program of its name. */
    public void standIn(String name, String... lines) throws IOException {
        Path file = write("bin/" + name, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + file);
        }
    }

    /** Runs statements on its SQLite database. */
    public void sqlite(String... statements) throws IOException {
        python("""
            import sqlite3, sys
            database = sqlite3.connect(sys.argv[1])
            for statement in sys.argv[2:]:
                database.execute(statement)
            database.commit()
            """, database().toString(), statements);
    }

    /** Runs a Python program with arguments; gives what it prints. */
    public static String python(String program, String first, String... more) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(LocalHost.python(), "-c", program, first));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(said);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return said;
    }

    /** What a look at it finds. */
    public InstanceFacts facts() {
        PretalxSettings usual = SampleFacts.settings(kind, true, false);
        PretalxSettings settings = new PretalxSettings(
                usual.siteUrl(),
                false,
                root.resolve("data").toString(),
                media().toString(),
                root.resolve("static").toString(),
                root.resolve("data/logs").toString(),
                List.of(root.resolve("etc/pretalx.cfg").toString()),
                Optional.of(root.resolve("data/.secret").toString()),
                new PretalxSettings.Database(
                        kind,
                        kind == Kind.SQLITE ? database().toString() : "pretalx db",
                        password ? "db.internal" : "",
                        "",
                        "pretalx",
                        password),
                true,
                true);
        return withInstallation(SampleFacts.healthy().withSettings(settings).facts(), installation());
    }

    private Installation installation() {
        return new Installation(
                Installation.Layout.VENV,
                "pretalx",
                "pretalx",
                root.toString(),
                root.resolve("bin/python-of-pretalx").toString(),
                Optional.of(root.resolve("venv").toString()),
                root.toString(),
                Map.of("PYTHONPATH", root.resolve("lib").toString()),
                "pretalx-web.service",
                "pretalx-worker.service",
                "127.0.0.1:8345",
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static InstanceFacts withInstallation(InstanceFacts facts, Installation installation) {
        return facts.withInstallation(installation);
    }
}
