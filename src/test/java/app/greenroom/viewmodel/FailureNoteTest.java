package app.greenroom.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.viewmodel.fake.FakeWorld;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FailureNoteTest {
    @Test
    void whatAServerSaidTurnsNoLineAround() {
        String said = "a\u202Egpj.exe\033[2J\nb";
        FailureNote note = FailureNote.of(
                new OperationFailedException(FailureReason.COMMAND_FAILED, said, new IOException(said), said, said),
                new FakeWorld().words);
        assertThat(note.sentence()).contains("a\uFFFDgpj.exe\uFFFD[2J\nb");
        assertThat(note.details())
                .startsWith("COMMAND_FAILED: a\uFFFDgpj.exe\uFFFD[2J\nb\n")
                .doesNotContain("\u202E", "\033");
    }
}
