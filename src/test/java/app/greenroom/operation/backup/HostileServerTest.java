package app.greenroom.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.InstanceFacts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that sends what it should not: nothing is written outside the snapshot, and nothing wrong looks whole. */
class HostileServerTest {
    private static final Set<FailureReason> FAIR = EnumSet.of(
            FailureReason.ANSWER_UNREADABLE,
            FailureReason.COMMAND_FAILED,
            FailureReason.NO_ELEVATION,
            FailureReason.LOCAL_DISK_FULL);

    @TempDir
    Path folder;

    private InstanceFacts facts;
    private Set<String> outside = Set.of();
    private int libraries;

    @BeforeEach
    void makeFacts() throws IOException {
        facts = new SampleSite(folder.resolve("server")).facts();
        outside = outside();
    }

    private Set<String> outside() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(path -> folder.relativize(path).toString())
                    .filter(name -> !name.startsWith("library"))
                    .collect(TreeSet::new, Set::add, Set::addAll);
        }
    }

    /** Takes a snapshot; gives why not, or nothing if there is a sound one. */
    private List<OperationFailedException> attempt(
            String what, BiFunction<String, List<byte[]>, byte[]> onTheWay, FakeServer server) throws IOException {
        server.onTheWay = onTheWay;
        Path library = folder.resolve("library" + libraries++);
        Laptop laptop = new Laptop(library, () -> facts, () -> server, FaultyDisk.quick());
        List<OperationFailedException> failures = new ArrayList<>();
        try {
            SnapshotSummary summary = laptop.create();
            assertThat(laptop.verify(summary.id()).problems()).as(what).isEmpty();
        } catch (OperationFailedException e) {
            assertThat(e.reason()).as(what + " " + e).isIn(FAIR);
            assertThat(laptop.shelf().list()).as(what).isEmpty();
            failures.add(e);
        }
        assertThat(outside()).as(what).isEqualTo(outside);
        remove(library);
        return failures;
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private FakeServer server() {
        return new FakeServer(
                facts.settings().value().orElseThrow().secretFile().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../outside", "/etc/passwd", "a/../../outside", "a//b", "./a", "a/.", "", "..", "nul\0byte", "a/"
            })
    void aPathThatLeadsOutIsRefused(String path) throws IOException {
        FakeServer server = server();
        server.upload(path, "evil");
        assertThat(attempt(path, (call, frames) -> FakeServer.joined(frames), server))
                .extracting(OperationFailedException::reason)
                .containsExactly(FailureReason.ANSWER_UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "relative", "/a/../../b", "/", "/a//b", "//etc/x"})
    void aConfigurationFileThatLeadsOutIsRefused(String path) throws IOException {
        assertThat(attempt(path, replace("site1", 1, FakeServer.json('O', open("config", path))), server()))
                .extracting(OperationFailedException::reason)
                .containsExactly(FailureReason.ANSWER_UNREADABLE);
    }

    private static Map<String, Object> open(String kind, String path) {
        return Map.of("kind", kind, "path", path, "size", 3, "mtime", 1, "mode", 384);
    }

    @Test
    void aSecretOfAnotherPlaceIsRefused() throws IOException {
        assertThat(attempt(
                        "secret", replace("site1", 1, FakeServer.json('O', open("secret", "/etc/shadow"))), server()))
                .isNotEmpty();
    }

    @Test
    void aBombIsNotUnpacked() throws IOException {
        byte[] bomb = FakeServer.frame('L', FakeServer.deflated(new byte[64 << 20]));
        assertThat(attempt("bomb", replace("list1", 1, bomb), server())).isNotEmpty();
    }

    @Test
    void aFrameOfGigabytesIsNotWaitedFor() throws IOException {
        byte[] huge =
                ByteBuffer.allocate(5).put((byte) 'D').putInt(Integer.MAX_VALUE).array();
        assertThat(attempt("huge", replace("dump1", 3, huge), server()))
                .extracting(OperationFailedException::reason)
                .containsExactly(FailureReason.ANSWER_UNREADABLE);
    }

    @Test
    void aFileLongerThanAnnouncedIsRefused() throws IOException {
        byte[] more = FakeServer.frame('D', new byte[4096]);
        assertThat(attempt("longer", insert("fetch1", 3, more), server())).isNotEmpty();
    }

    @Test
    void aDumpThatIsNotClosedIsNotWhole() throws IOException {
        assertThat(attempt(
                        "not closed",
                        (call, frames) -> {
                            List<byte[]> kept = new ArrayList<>(frames);
                            if (call.equals("dump1")) {
                                kept.remove(5);
                                kept.set(5, FakeServer.json('Z', Map.of("frames", 5)));
                            }
                            return FakeServer.joined(kept);
                        },
                        server()))
                .extracting(OperationFailedException::reason)
                .containsExactly(FailureReason.ANSWER_UNREADABLE);
    }

    @Test
    void controlCharactersOfAWarningDoNotReachATerminal() throws Exception {
        FakeServer server = server();
        byte[] warning =
                FakeServer.json('W', Map.of("code", "special", "path", "a\u001b[2Jb\u202e", "detail", "\u0007"));
        server.onTheWay = insert("list1", 1, warning);
        Laptop laptop = new Laptop(folder.resolve("library"), () -> facts, () -> server, FaultyDisk.quick());
        List<String> failures = new ArrayList<>();
        try {
            failures.addAll(laptop.manifest(laptop.create()).head().warnings());
        } catch (OperationFailedException e) {
            failures.add(String.valueOf(e.getMessage()));
        }
        assertThat(failures).isNotEmpty().noneMatch(text -> text.contains("\u001b") || text.contains("\u0007"));
    }

    @Test
    void garbledAnswersEndInAFailureOrASoundSnapshot() throws IOException {
        int refused = 0;
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            String victim =
                    List.of("list1", "fetch1", "site1", "dump1", "list2").get(random.nextInt(5));
            BiFunction<String, List<byte[]>, byte[]> garbling =
                    (call, frames) -> call.equals(victim) ? garbled(frames, random) : FakeServer.joined(frames);
            refused += attempt("seed " + seed, garbling, server()).size();
        }
        assertThat(refused).as("most garbling is noticed").isGreaterThan(250);
    }

    @Test
    void aGarbledListingIsRefusedOrHoldsOnlyPathsThatStayBelow() throws IOException {
        FakeServer server = server();
        attempt("recorded", (call, frames) -> FakeServer.joined(frames), server);
        byte[] packed = server.answer("list1").get(1);
        byte[] plain = FakeServer.inflated(Arrays.copyOfRange(packed, 5, packed.length));
        int refused = 0;
        for (int seed = 0; seed < 5000; seed++) {
            Random random = new Random(seed);
            byte[] frame = seed % 2 == 0
                    ? FakeServer.frame('L', FakeServer.deflated(bytes(plain, random)))
                    : FakeServer.frame('L', bytes(Arrays.copyOfRange(packed, 5, packed.length), random));
            MediaListing listing = new MediaListing();
            try {
                new FrameReader(listing).accept(frame, 0, frame.length);
                assertThat(listing.files())
                        .as("seed " + seed)
                        .allMatch(file -> file.path().staysBelow());
            } catch (BadAnswerException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(2500);
    }

    private static byte[] garbled(List<byte[]> frames, Random random) {
        List<byte[]> others = new ArrayList<>(frames);
        int at = random.nextInt(others.size());
        switch (random.nextInt(6)) {
            case 0 -> others.remove(at);
            case 1 -> others.add(at, others.get(random.nextInt(others.size())));
            case 2 -> others.add(others.remove(at));
            case 3 -> others.set(at, json(others.get(at), random));
            default -> {
                return bytes(FakeServer.joined(others), random);
            }
        }
        return FakeServer.joined(others);
    }

    /** Changes a number or a text within a frame of JSON, with its length kept right. */
    private static byte[] json(byte[] frame, Random random) {
        String text = new String(frame, 5, frame.length - 5, StandardCharsets.ISO_8859_1);
        List<String> evil =
                List.of("-1", "9223372036854775807", "\"../x\"", "null", "true", "{}", "[[[[", "1e999", "\"\\u0000\"");
        String changed = text.replaceFirst(
                ":(\\d+|\"[^\"]*\"|true|false)",
                ":" + java.util.regex.Matcher.quoteReplacement(evil.get(random.nextInt(evil.size()))));
        return FakeServer.frame((char) frame[0], changed.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] bytes(byte[] stream, Random random) {
        byte[] changed = stream.clone();
        int at = random.nextInt(changed.length);
        return switch (random.nextInt(4)) {
            case 0 -> {
                changed[at] ^= (byte) (1 << random.nextInt(8));
                yield changed;
            }
            case 1 -> Arrays.copyOf(changed, at);
            case 2 -> {
                byte[] noise = new byte[1 + random.nextInt(40)];
                random.nextBytes(noise);
                yield ByteBuffer.allocate(changed.length + noise.length)
                        .put(changed, 0, at)
                        .put(noise)
                        .put(changed, at, changed.length - at)
                        .array();
            }
            default -> {
                int end = Math.min(changed.length, at + 1 + random.nextInt(30));
                yield ByteBuffer.allocate(changed.length - (end - at))
                        .put(changed, 0, at)
                        .put(changed, end, changed.length - end)
                        .array();
            }
        };
    }

    private static BiFunction<String, List<byte[]>, byte[]> replace(String victim, int index, byte[] frame) {
        return (call, frames) -> {
            List<byte[]> others = new ArrayList<>(frames);
            if (call.equals(victim)) {
                others.set(index, frame);
            }
            return FakeServer.joined(others);
        };
    }

    private static BiFunction<String, List<byte[]>, byte[]> insert(String victim, int index, byte[] frame) {
        return (call, frames) -> {
            List<byte[]> others = new ArrayList<>(frames);
            if (call.equals(victim)) {
                others.add(index, frame);
                others.set(others.size() - 1, FakeServer.json('Z', Map.of("frames", others.size() - 1)));
            }
            return FakeServer.joined(others);
        };
    }
}
