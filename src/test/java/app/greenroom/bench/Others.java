package app.greenroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What people use instead, each with {@code pg_dump} over ssh for the database. */
final class Others {
    private static final String MEDIA = "/var/pretalx/data/media";
    private static final String DUMP = "cd /; runuser -u pretalx -- pg_dump -Fc pretalx";

    private Others() {}

    /** {@code rsync -a --link-dest} and {@code pg_dump}, one after the other. */
    static Contender rsync() {
        return new Base("rsync + pg_dump") {
            @Override
            public long backUp(int number) throws IOException {
                Path now = Files.createDirectories(place().resolve("day" + number));
                List<String> command = new ArrayList<>(List.of("rsync", "-a", "-e", String.join(" ", way().ssh())));
                if (number > 1) {
                    command.add("--link-dest=" + place().resolve("day" + (number - 1)));
                }
                command.addAll(List.of("root@" + way().host() + ":" + MEDIA, now.toString()));
                return Math.max(Programs.run(command), dump(now.resolve("database.dump")));
            }

            @Override
            public boolean restores() {
                return true;
            }

            @Override
            public long restore(int number) {
                Path newest = place().resolve("day" + number);
                remote("systemctl stop pretalx-web pretalx-worker", Path.of("/dev/null"));
                long memory = Programs.run(List.of(
                        "rsync",
                        "-a",
                        "-e",
                        String.join(" ", way().ssh()),
                        newest.resolve("media") + "/",
                        "root@" + way().host() + ":" + MEDIA + "/"));
                remote(
                        "cd /; runuser -u postgres -- dropdb pretalx; runuser -u postgres -- createdb -O pretalx"
                                + " pretalx; runuser -u pretalx -- pg_restore --no-owner -d pretalx; systemctl start"
                                + " pretalx-web pretalx-worker",
                        newest.resolve("database.dump"));
                return memory;
            }

            private void remote(String script, Path input) {
                List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" < \"$0\"", input.toString()));
                command.addAll(way().ssh());
                command.addAll(List.of("root@" + way().host(), script));
                Programs.run(command);
            }
        };
    }

    /** rsnapshot, which calls rsync and a script. */
    static Contender rsnapshot() {
        return new Base("rsnapshot") {
            @Override
            public void prepare(Path place, Way way) throws IOException {
                super.prepare(place, way);
                Path script = place.resolve("dump.sh");
                Files.writeString(
                        script,
                        "#!/bin/sh\n" + String.join(" ", way.ssh()) + " root@" + way.host() + " '" + DUMP
                                + "' > database.dump\n");
                Programs.run(List.of("chmod", "+x", script.toString()));
                String ssh = String.join(" ", way.ssh().subList(1, way.ssh().size()));
                Files.writeString(
                        place.resolve("rsnapshot.conf"),
                        String.join(
                                        "\n",
                                        "config_version|1.2",
                                        "snapshot_root|" + place.resolve("snapshots") + "/",
                                        "cmd_cp|/bin/cp",
                                        "cmd_rm|/bin/rm",
                                        "cmd_rsync|/usr/bin/rsync",
                                        "cmd_ssh|/usr/bin/ssh",
                                        "ssh_args|" + ssh,
                                        "link_dest|1",
                                        "verbose|1",
                                        "retain|daily|9",
                                        "backup|root@" + way.host() + ":" + MEDIA + "/|media/",
                                        "backup_script|" + script + "|database/",
                                        "")
                                .replace('|', '\t'));
            }

            @Override
            public long backUp(int number) {
                return Programs.run(List.of(
                        "rsnapshot", "-c", place().resolve("rsnapshot.conf").toString(), "daily"));
            }
        };
    }

    /** rdiff-backup, which must be on both sides. */
    static Contender rdiffBackup() {
        return new Base("rdiff-backup") {
            @Override
            public long backUp(int number) {
                // two backups within one second are refused
                return Math.max(
                        Programs.run(List.of(
                                "rdiff-backup",
                                "--api-version",
                                "201",
                                "--remote-schema",
                                String.join(" ", way().ssh()) + " {h} rdiff-backup --api-version 201 server",
                                "backup",
                                "root@" + way().host() + "::" + MEDIA,
                                place().resolve("media").toString())),
                        dump(place().resolve("database" + number + ".dump")));
            }
        };
    }

    /** What they have in common. */
    private abstract static class Base implements Contender {
        private final String name;
        private Path place = Path.of("");
        private Way way = new Way("", 0, Path.of(""));

        Base(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void prepare(Path somewhere, Way there) throws IOException {
            place = somewhere;
            way = there;
        }

        Path place() {
            return place;
        }

        Way way() {
            return way;
        }

        long dump(Path target) {
            List<String> command = new ArrayList<>(way.ssh());
            command.addAll(List.of("root@" + way.host(), DUMP));
            return Programs.run(command, target, Map.of());
        }
    }
}
