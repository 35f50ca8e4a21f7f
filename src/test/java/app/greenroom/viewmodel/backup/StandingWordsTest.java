package app.greenroom.viewmodel.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import app.greenroom.domain.backup.SnapshotSummary;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.backup.Standing.Next;
import app.greenroom.viewmodel.backup.StandingWords.Automatic;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StandingWordsTest {
    private static final Automatic SCHEDULED = new Automatic(0, Optional.of(true));

    static Stream<Arguments> libraries() {
        SnapshotSummary fresh = taken(Duration.ofHours(2));
        SnapshotSummary verified = Sample.verified(fresh, Sample.NOW);
        SnapshotSummary damaged = Sample.damaged(taken(Duration.ofHours(1)), 2);
        SnapshotSummary old = Sample.verified(taken(Duration.ofDays(3)), Sample.NOW);
        return Stream.of(
                arguments("none", List.of(), SCHEDULED, Tone.ATTENTION, Next.BACK_UP, "nothing can be brought back"),
                arguments("only damaged", List.of(damaged), SCHEDULED, Tone.PROBLEM, Next.BACK_UP, "None of"),
                arguments(
                        "newest damaged",
                        List.of(damaged, proven(verified, 1)),
                        SCHEDULED,
                        Tone.PROBLEM,
                        Next.BACK_UP,
                        "only the state of today 10:02"),
                arguments(
                        "old", List.of(proven(old, 1)), SCHEDULED, Tone.ATTENTION, Next.BACK_UP, "state of Sat 21 Nov"),
                arguments("not verified", List.of(fresh), SCHEDULED, Tone.ATTENTION, Next.VERIFY, "probably"),
                arguments("never proven", List.of(verified), SCHEDULED, Tone.INFO, Next.PROVE, "today 10:02"),
                arguments(
                        "proof too old",
                        List.of(proven(verified, 40)),
                        SCHEDULED,
                        Tone.INFO,
                        Next.PROVE,
                        "today 10:02"),
                arguments(
                        "no schedule",
                        List.of(proven(verified, 3)),
                        new Automatic(0, Optional.of(false)),
                        Tone.INFO,
                        Next.SCHEDULE,
                        "today 10:02"),
                arguments(
                        "schedule unknown",
                        List.of(proven(verified, 3)),
                        Automatic.unknown(),
                        Tone.OK,
                        Next.NOTHING,
                        "today 10:02"),
                arguments(
                        "sets wait",
                        List.of(proven(verified, 3)),
                        new Automatic(2, Optional.of(true)),
                        Tone.INFO,
                        Next.COLLECT,
                        "today 10:02"),
                arguments("fine", List.of(proven(verified, 3)), SCHEDULED, Tone.OK, Next.NOTHING, "today 10:02"),
                arguments(
                        "an older one damaged",
                        List.of(proven(verified, 3), Sample.damaged(taken(Duration.ofDays(9)), 1)),
                        SCHEDULED,
                        Tone.OK,
                        Next.NOTHING,
                        "today 10:02"));
    }

    private static SnapshotSummary taken(Duration ago) {
        return Sample.snapshot(Sample.NOW.minus(ago), "2025.2.2", 1_300_000_000L, 14_000_000L);
    }

    private static SnapshotSummary proven(SnapshotSummary snapshot, int daysAgo) {
        Instant at = Sample.NOW.minus(Duration.ofDays(daysAgo));
        return new SnapshotSummary(
                snapshot.id(),
                snapshot.folder(),
                snapshot.condition(),
                snapshot.head(),
                snapshot.verified(),
                snapshot.damaged(),
                Optional.of(at),
                snapshot.pin());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("libraries")
    void saysWhatCouldBeRestoredAndTheOneThingThatIsWantingMost(
            String name, List<SnapshotSummary> library, Automatic automatic, Tone tone, Next next, String says) {
        Standing standing = new StandingWords(new FakeWorld().words).of(library, automatic, Sample.NOW);

        assertThat(standing.next()).isEqualTo(next);
        assertThat(standing.tone()).isEqualTo(tone);
        assertThat(standing.sentence()).contains(says);
        assertThat(standing.advice().isEmpty()).isEqualTo(next == Next.NOTHING && library.size() == 1);
    }
}
