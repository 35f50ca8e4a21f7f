package app.greenroom.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {
    @Test
    void aServerNameMeansItsOnlyInstance() throws OperationFailedException {
        assertThat(Targets.pick(TargetName.parse("hall"), List.of("pretalx"))).isEqualTo("pretalx");
    }

    @Test
    void aFullNameMeansThatInstance() throws OperationFailedException {
        assertThat(Targets.pick(TargetName.parse("hall/b"), List.of("a", "b"))).isEqualTo("b");
    }

    @Test
    void aServerNameWithSeveralInstancesListsThem() {
        OperationFailedException failure = catchThrowableOfType(
                OperationFailedException.class, () -> Targets.pick(TargetName.parse("hall"), List.of("a", "b")));
        assertThat(failure.reason()).isEqualTo(FailureReason.INSTANCE_AMBIGUOUS);
        assertThat(failure.arguments()).containsExactly("hall/a, hall/b");
    }

    @Test
    void anUnknownInstanceIsNamedWithThoseThereAre() {
        OperationFailedException failure = catchThrowableOfType(
                OperationFailedException.class, () -> Targets.pick(TargetName.parse("hall/c"), List.of("a")));
        assertThat(failure.reason()).isEqualTo(FailureReason.INSTANCE_UNKNOWN);
        assertThat(failure.arguments()).containsExactly("hall/c");
    }
}
