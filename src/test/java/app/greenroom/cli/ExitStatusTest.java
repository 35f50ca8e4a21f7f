package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.cli.session.ExitStatus;
import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobState;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each failure and each end of a job says to a script. */
class ExitStatusTest {
    private static final Set<FailureReason> WRONG_INPUT = EnumSet.of(
            FailureReason.INPUT_INVALID,
            FailureReason.SERVER_UNKNOWN,
            FailureReason.SERVER_EXISTS,
            FailureReason.INSTANCE_AMBIGUOUS,
            FailureReason.INSTANCE_UNKNOWN,
            FailureReason.SECRET_MISSING,
            FailureReason.SECRETS_LOCKED,
            FailureReason.SNAPSHOT_UNKNOWN,
            FailureReason.CONSENT_MISSING,
            FailureReason.JOB_NONE,
            FailureReason.JOB_UNKNOWN,
            FailureReason.SCHEDULE_NONE);
    private static final Set<FailureReason> IN_THE_WAY = EnumSet.of(
            FailureReason.BLOCKED,
            FailureReason.DRILL_IMPOSSIBLE,
            FailureReason.DUMP_NEWER,
            FailureReason.FILE_UNSAFE,
            FailureReason.LOCAL_FILE_EXISTS,
            FailureReason.LIBRARY_BUSY,
            FailureReason.JOB_RUNNING,
            FailureReason.JOB_UNFINISHED,
            FailureReason.SERVER_BUSY,
            FailureReason.SERVER_UNFINISHED,
            FailureReason.JOB_STATE,
            FailureReason.STEP_NOT_ENDABLE);

    private static int of(FailureReason reason, boolean looking) {
        return ExitStatus.of(new OperationFailedException(reason, "x"), looking).number();
    }

    @Test
    void numbersAreThoseThatScriptsRelyOn() {
        assertThat(Arrays.stream(ExitStatus.values()).map(ExitStatus::number))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 130);
    }

    @Test
    void everyFailureHasItsStatus() {
        for (FailureReason reason : FailureReason.values()) {
            int expected = WRONG_INPUT.contains(reason)
                    ? 2
                    : IN_THE_WAY.contains(reason)
                            ? 4
                            : reason == FailureReason.CANCELLED
                                    ? 130
                                    : reason == FailureReason.SNAPSHOT_DAMAGED ? 3 : 1;
            assertThat(of(reason, false)).as(reason.name()).isEqualTo(expected);
            assertThat(of(reason, true)).as(reason + " while looking").isEqualTo(expected == 1 ? 8 : expected);
        }
    }

    @Test
    void everyEndOfAJobHasItsStatus() {
        Map<JobState, Integer> expected = new EnumMap<>(Map.of(
                JobState.DONE, 0,
                JobState.UNDONE, 5,
                JobState.UNDONE_UNHEALTHY, 6,
                JobState.UNDO_FAILED, 6,
                JobState.STUCK, 6,
                JobState.INTERRUPTED, 6,
                JobState.RUNNING, 7,
                JobState.UNDOING, 7));
        for (JobState state : JobState.values()) {
            assertThat(ExitStatus.of(state).number()).as(state.word()).isEqualTo(expected.get(state));
        }
    }
}
