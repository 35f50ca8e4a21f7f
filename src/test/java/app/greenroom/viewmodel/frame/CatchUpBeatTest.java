package app.greenroom.viewmodel.frame;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.server.TargetName;
import app.greenroom.viewmodel.fake.FakeWorld;
import app.greenroom.viewmodel.fake.ManualTaskRunner;
import java.time.Duration;
import java.util.Optional;
import javafx.util.Subscription;
import org.junit.jupiter.api.Test;

/** What was missed is caught up with at the start, and what comes due later is taken in its minute, one at a time. */
class CatchUpBeatTest {
    private static final TargetName TALKS = TargetName.parse("talks/main");

    private final FakeWorld world = new FakeWorld();
    private final ManualTaskRunner quiet = new ManualTaskRunner();
    private final ManualTaskRunner listed = new ManualTaskRunner();

    private Subscription follow() {
        return new CatchUpBeat(world.schedules, listed, quiet).follow(world.pulse);
    }

    private void pass(Duration time) {
        world.clock.forward(time);
        world.pulse.beat();
    }

    @Test
    void looksAtOnceAndThenOnceAMinute() {
        follow();
        assertThat(quiet.waiting()).isEqualTo(1);
        quiet.runAll();
        pass(Duration.ofSeconds(59));
        assertThat(quiet.waiting()).isZero();
        pass(Duration.ofSeconds(1));
        assertThat(quiet.waiting()).isEqualTo(1);
        quiet.runAll();
        assertThat(listed.waiting()).isZero();
    }

    @Test
    void takesWhatIsDueAndLooksForTheNextAfterwards() {
        world.schedules.due = Optional.of(TALKS);
        follow();
        quiet.runAll();
        assertThat(listed.waiting()).isEqualTo(1);
        pass(Duration.ofHours(1));
        assertThat(quiet.waiting()).as("one at a time").isZero();
        listed.runAll();
        assertThat(world.schedules.caughtUp).containsExactly(TALKS);
        pass(Duration.ofSeconds(1));
        assertThat(quiet.waiting()).isEqualTo(1);
    }

    @Test
    void endsWithTheWindow() {
        Subscription following = follow();
        quiet.runAll();
        following.unsubscribe();
        pass(Duration.ofHours(1));
        assertThat(quiet.waiting()).isZero();
    }
}
