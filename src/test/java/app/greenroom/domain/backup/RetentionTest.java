package app.greenroom.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.greenroom.domain.backup.PrunePlan.Verdict;
import app.greenroom.domain.backup.SnapshotSummary.Condition;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The vectors of {@code retention.json}, which every program that has the rule runs, and what holds of any rule. */
class RetentionTest {
    private static final JsonNode VECTORS = vectors();

    private static JsonNode vectors() {
        try (InputStream stream = RetentionTest.class.getResourceAsStream("retention.json")) {
            return new JsonMapper().readTree(Objects.requireNonNull(stream));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @TestFactory
    List<DynamicTest> keepsTheNewestOfEachPeriod() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode each : VECTORS.get("rule")) {
            tests.add(DynamicTest.dynamicTest(each.get("name").stringValue(), () -> {
                List<SnapshotSummary> snapshots = new ArrayList<>();
                each.get("snapshots").forEach(id -> snapshots.add(summary(id.stringValue())));
                Collections.shuffle(snapshots, new Random(1));
                List<String> kept = Retention.judge(snapshots, rule(each.get("keep")), Set.of()).stream()
                        .filter(Verdict::stays)
                        .map(verdict -> verdict.snapshot().id().text())
                        .toList();
                assertThat(kept).containsExactlyElementsOf(texts(each.get("kept")));
            }));
        }
        assertThat(tests).hasSizeGreaterThan(15);
        return tests;
    }

    @TestFactory
    List<DynamicTest> keepsWhatNeverGoesAndSaysWhy() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode each : VECTORS.get("guarded")) {
            tests.add(DynamicTest.dynamicTest(each.get("name").stringValue(), () -> {
                List<SnapshotSummary> snapshots = new ArrayList<>();
                each.get("snapshots").forEach(one -> snapshots.add(guarded(one)));
                Map<String, List<String>> wanted = new TreeMap<>();
                each.get("stays").forEachEntry((id, reasons) -> wanted.put(id, texts(reasons)));
                assertThat(reasons(Retention.judge(
                                snapshots, rule(each.get("keep")), Set.copyOf(texts(each.get("deployed"))))))
                        .isEqualTo(wanted);
            }));
        }
        assertThat(tests).hasSizeGreaterThan(10);
        return tests;
    }

    @Test
    void whatIsKeptIsKeptWhenItIsJudgedAgainWithoutTheOthers() {
        List<SnapshotSummary> all = new ArrayList<>();
        Random random = new Random(7);
        Instant at = Instant.parse("2026-11-24T12:00:00Z");
        for (int number = 0; number < 300; number++) {
            at = at.minusSeconds(600 + random.nextInt(200_000));
            int damaged = random.nextInt(5) == 0 ? 1 : 0;
            all.add(summary(
                    SnapshotId.takenHere(at).text(), damaged, Condition.WHOLE, false, false, false, "2026.1.0"));
        }
        KeepRule rule = new KeepRule(10, 9, 8, 7, 2);
        List<Verdict> once = Retention.judge(all, rule, Set.of("2026.1.0"));
        List<SnapshotSummary> left =
                once.stream().filter(Verdict::stays).map(Verdict::snapshot).toList();
        assertThat(left).hasSizeBetween(20, 150);
        assertThat(Retention.judge(left, rule, Set.of("2026.1.0"))).allMatch(Verdict::stays);
    }

    @Test
    void refusesNumbersThatMakeNoSense() {
        assertThatThrownBy(() -> new KeepRule(-1, 0, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new KeepRule(0, 0, 0, 0, 10_001)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, List<String>> reasons(List<Verdict> verdicts) {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        verdicts.stream()
                .filter(Verdict::stays)
                .forEach(each -> reasons.put(
                        each.snapshot().id().text(),
                        each.reasons().stream().map(Enum::name).collect(Collectors.toList())));
        return new TreeMap<>(reasons);
    }

    private static SnapshotSummary summary(String id) {
        return summary(id, 0, Condition.WHOLE, false, false, false, "2026.1.0");
    }

    private static SnapshotSummary guarded(JsonNode node) {
        return summary(
                node.get("id").stringValue(),
                node.path("damaged").intValue(0),
                Condition.valueOf(node.path("condition").stringValue("WHOLE")),
                node.path("verified").booleanValue(false),
                node.path("proven").booleanValue(false),
                node.path("pinned").booleanValue(false),
                node.get("version").stringValue());
    }

    private static SnapshotSummary summary(
            String id,
            int damaged,
            Condition condition,
            boolean verified,
            boolean proven,
            boolean pinned,
            String version) {
        SnapshotId name = new SnapshotId(id);
        SnapshotManifest.Head head = new SnapshotManifest.Head(
                1,
                name,
                name.taken(),
                name.taken(),
                "test",
                new SnapshotManifest.Origin("s", "h", "i", "u", "o", version, "p", "sqlite", "3", "d", "/m", "p"),
                Optional.empty(),
                new SnapshotManifest.Totals(1, 1, 1),
                List.of());
        return new SnapshotSummary(
                name,
                "/library/" + id,
                condition,
                condition == Condition.WHOLE ? Optional.of(head) : Optional.empty(),
                verified ? Optional.of(name.taken()) : Optional.empty(),
                damaged,
                proven ? Optional.of(name.taken()) : Optional.empty(),
                pinned ? Optional.of(new Pin("", name.taken())) : Optional.empty());
    }

    private static KeepRule rule(JsonNode node) {
        return new KeepRule(
                node.get("hourly").intValue(),
                node.get("daily").intValue(),
                node.get("weekly").intValue(),
                node.get("monthly").intValue(),
                node.get("yearly").intValue());
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.stringValue()));
        return texts;
    }
}
