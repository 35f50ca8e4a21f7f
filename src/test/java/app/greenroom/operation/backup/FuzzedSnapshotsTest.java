package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.SnapshotManifest;
import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.backup.SourcePath;
import app.greenroom.domain.backup.VerifyReport;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.operation.verify.DumpCheck;
import app.greenroom.storage.disk.Hashes;
import app.greenroom.storage.library.UnusableManifestException;
import app.greenroom.task.TaskContext;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand manifests, archives and marks, each a real one with something wrong in it, through everything that reads
 * them: no way out of the library, no hang, no failure but the one meant for it. {@code -Dfuzz.seed=N} repeats a run.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FuzzedSnapshotsTest {
    private static final int MANY = 10_000;
    private static final List<String> ODD = List.of(
            "\"../../../etc/passwd\"",
            "\"/etc/passwd\"",
            "\"media/../../x\"",
            "\"media//x\"",
            "\"media/./x\"",
            "\"\"",
            "\".\"",
            "\"media/a\\u0000b\"",
            "\"media/\\ud800\"",
            "\"media/\\u202egnp.exe\"",
            "\"media/" + "x".repeat(5000) + "\"",
            "\"media/" + "d/".repeat(3000) + "x\"",
            "\"C:\\\\windows\\\\x\"",
            "\"CON\"",
            "null",
            "true",
            "-1",
            "9223372036854775807",
            "9223372036854775808",
            "1e999",
            "0.5",
            "[]",
            "{}",
            "[".repeat(2000),
            "\"2026-99-99T00:00:00Z\"",
            "\"media\"",
            "\"manifest.json\"",
            "\"verify.json\"");

    @TempDir
    Path folder;

    private final long seed = Long.getLong("fuzz.seed", new SecureRandom().nextInt(Integer.MAX_VALUE));
    private final Random random = new Random(seed);
    private Laptop laptop;
    private SnapshotSummary snapshot;
    private Path place;

    @BeforeEach
    void takeSnapshot() throws Exception {
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println("fuzzing with -Dfuzz.seed=" + seed);
        SampleSite site = new SampleSite(folder.resolve("server"));
        laptop = new Laptop(
                folder.resolve("library"), site::facts, () -> new FakeServer(secret(site)), FaultyDisk.quick());
        snapshot = laptop.create();
        place = laptop.folder(snapshot);
        Files.writeString(folder.resolve("outside"), "untouched");
    }

    private static String secret(SampleSite site) {
        return site.root().resolve("data/.secret").toString();
    }

    /** Everything below the test's folder but the snapshot's own files, by content. */
    private Map<String, String> outside() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.filter(file -> !file.startsWith(place)
                            && !file.startsWith(folder.resolve("server"))
                            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                found.put(folder.relativize(each).toString(), Hashes.of(each));
            }
        }
        return found;
    }

    private void put(String name, byte[] content) throws IOException {
        Files.deleteIfExists(place.resolve(name));
        Files.write(place.resolve(name), content);
    }

    // ---- manifests ----

    @Test
    void noManifestLeadsAnywhere() throws Exception {
        String real = Files.readString(place.resolve("manifest.json"));
        Map<String, String> before = outside();
        int usable = 0;
        for (int run = 0; run < MANY; run++) {
            byte[] content = mutated(real);
            put("manifest.json", content);
            put("manifest.sha256", (hex(content) + "  manifest.json\n").getBytes(StandardCharsets.UTF_8));
            String which = "seed " + seed + ", run " + run;
            try {
                SnapshotManifest manifest = laptop.shelf().manifest(snapshot.id());
                assertThat(manifest.entries())
                        .as(which)
                        .allMatch(entry -> SourcePath.of(entry.stored().name()).staysBelow())
                        .allMatch(entry ->
                                place.resolve(entry.stored().name()).normalize().startsWith(place))
                        .allMatch(entry -> entry.stored().size() >= 0);
                usable++;
            } catch (UnusableManifestException meant) {
                assertThat(meant.getMessage()).as(which).isNotBlank();
            }
            if (run % 20 == 0) {
                verify(which);
            }
        }
        assertThat(usable).as("some of what is garbled is still a manifest").isBetween(100, MANY - 1000);
        assertThat(outside()).as("seed " + seed).isEqualTo(before);
    }

    /** The whole way that a user takes: the list, a verification, and what it keeps. */
    private void verify(String which) throws OperationFailedException {
        assertThat(laptop.backups().list(Laptop.NAME)).as(which).hasSize(1);
        try {
            for (VerifyReport.Depth depth : VerifyReport.Depth.values()) {
                laptop.backups().verify(Laptop.NAME, Optional.of(snapshot.id()), depth, TaskContext.quiet());
            }
        } catch (OperationFailedException meant) {
            assertThat(meant.reason()).as(which).isEqualTo(app.greenroom.domain.failure.FailureReason.SNAPSHOT_NEWER);
        }
    }

    private byte[] mutated(String text) {
        String changed = text;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            changed = switch (random.nextInt(6)) {
                case 0 -> changed.substring(0, random.nextInt(changed.length() + 1));
                case 1 -> replaceValue(changed);
                case 2 -> replaceValue(changed);
                case 3 -> twice(changed);
                case 4 -> without(changed);
                default ->
                    new String(flipped(changed.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);
            };
            changed = changed.isEmpty() ? "{" : changed;
        }
        return changed.getBytes(StandardCharsets.UTF_8);
    }

    /** Puts something odd where a value was. */
    private String replaceValue(String text) {
        int colon = text.indexOf(':', random.nextInt(text.length()));
        if (colon < 0) {
            return text;
        }
        int end = colon + 1;
        boolean quoted = end < text.length() && text.charAt(end) == '"';
        for (end += quoted ? 1 : 0; end < text.length(); end++) {
            char letter = text.charAt(end);
            if (quoted ? letter == '"' : ",}]".indexOf(letter) >= 0) {
                break;
            }
        }
        end = Math.min(text.length(), quoted ? end + 1 : end);
        return text.substring(0, colon + 1) + ODD.get(random.nextInt(ODD.size())) + text.substring(end);
    }

    private String twice(String text) {
        int begin = random.nextInt(text.length());
        int end = begin + random.nextInt(Math.min(400, text.length() - begin) + 1);
        return text.substring(0, end) + text.substring(begin);
    }

    private String without(String text) {
        int begin = random.nextInt(text.length());
        int end = begin + random.nextInt(Math.min(400, text.length() - begin) + 1);
        return text.substring(0, begin) + text.substring(end);
    }

    private byte[] flipped(byte[] bytes) {
        byte[] changed = bytes.clone();
        for (int times = 1 + random.nextInt(8); times > 0 && changed.length > 0; times--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    private static String hex(byte[] content) {
        return java.util.HexFormat.of().formatHex(Hashes.of(content));
    }

    // ---- archives ----

    @Test
    void noArchiveKeepsAReaderBusyOrBreaksIt() throws Exception {
        List<byte[]> real = List.of(
                Files.readAllBytes(Path.of("src/test/resources/dumps/s15-gzip.dump")),
                Files.readAllBytes(Path.of("src/test/resources/dumps/s17-zstd.dump")),
                FakeServer.database());
        int refused = 0;
        Path file = folder.resolve("archive");
        for (int run = 0; run < MANY; run++) {
            byte[] archive = real.get(random.nextInt(real.size()));
            // most of what a reader decides by lies at the beginning
            byte[] content = random.nextBoolean() ? headFlipped(archive) : flipped(archive);
            content = random.nextInt(4) == 0 ? Arrays.copyOf(content, random.nextInt(content.length + 1)) : content;
            Files.write(file, content);
            for (String kind : List.of("postgresql", "sqlite")) {
                DumpCheck.Versions versions = DumpCheck.versions(file, kind);
                assertThat(versions.server() + versions.tool())
                        .as("seed " + seed + ", run " + run)
                        .matches("[0-9a-z.]*");
                refused += DumpCheck.problem(file, kind).isPresent() ? 1 : 0;
            }
        }
        assertThat(refused).as("seed " + seed).isGreaterThan(MANY);
    }

    private byte[] headFlipped(byte[] archive) {
        byte[] head = flipped(Arrays.copyOf(archive, Math.min(400, archive.length)));
        byte[] changed = archive.clone();
        System.arraycopy(head, 0, changed, 0, head.length);
        return changed;
    }

    // ---- marks and journals ----

    @Test
    void noMarkAndNoJournalBreaksTheLibrary() throws Exception {
        String manifest = Files.readString(place.resolve("manifest.json"));
        String entry = manifest.substring(
                        manifest.indexOf("\n{\"role\""), manifest.indexOf("}}", manifest.indexOf("\"role\"")) + 2)
                .strip();
        String mark =
                "{\"soundAt\":\"2026-11-24T02:03:04Z\",\"provenAt\":\"2026-11-24T02:03:04Z\",\"damaged\":[\"media/x\"]}";
        String pin = "{\"at\":\"2026-11-24T02:03:04Z\",\"note\":\"kept\"}";
        String seal = "greenroom-seal 1\nkey 0123456789abcdef\nhmac-sha256 " + "0".repeat(64) + "\n";
        Path partial = Files.createDirectory(laptop.shelf().folder().resolve("2026-11-23T00-00-00Z-l.partial"));
        Map<String, String> before = outside();
        for (int run = 0; run < 2_000; run++) {
            put("verify.json", mutated(mark));
            put("pin.json", mutated(pin));
            put("manifest.seal", mutated(seal));
            String which = "seed " + seed + ", run " + run;
            assertThat(laptop.backups().list(Laptop.NAME)).as(which).hasSize(1);
            if (run % 50 == 0) {
                verify(which);
                Files.createDirectories(partial);
                Files.write(
                        partial.resolve("journal.jsonl"),
                        (new String(mutated(entry), StandardCharsets.UTF_8) + "\n" + entry + "\n")
                                .getBytes(StandardCharsets.UTF_8));
                SnapshotSummary next = laptop.create();
                assertThat(laptop.verify(next.id()).problems()).as(which).isEmpty();
                remove(laptop.folder(next));
            }
        }
        Map<String, String> after = outside();
        after.keySet().removeIf(name -> name.endsWith(".lock") || name.contains(".partial"));
        before.keySet().removeIf(name -> name.endsWith(".lock") || name.contains(".partial"));
        assertThat(after).as("seed " + seed).isEqualTo(before);
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
