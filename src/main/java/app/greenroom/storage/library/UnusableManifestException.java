package app.greenroom.storage.library;

import app.greenroom.domain.backup.SnapshotSummary.Condition;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A manifest cannot be used; never guessed at. */
public final class UnusableManifestException extends IOException {
    private static final long serialVersionUID = 1L;
    private final Condition condition;

    /** With its condition: damaged or newer. */
    UnusableManifestException(Condition condition, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.condition = condition;
    }

    /** Damaged or newer. */
    public Condition condition() {
        return condition;
    }
}
