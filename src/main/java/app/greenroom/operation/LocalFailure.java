package app.greenroom.operation;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.storage.DamagedFileException;
import app.greenroom.storage.NewerFileException;
import app.greenroom.storage.disk.DiskFullException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;

/** Turns what goes wrong with files of this computer into failures with a reason. */
public final class LocalFailure {
    private LocalFailure() {}

    /**
     * The failure for an error.
     *
     * @param doing what was going on, for the details
     */
    public static OperationFailedException of(String doing, IOException error) {
        String detail = doing + ": " + error;
        return switch (error) {
            case DiskFullException full -> new OperationFailedException(FailureReason.LOCAL_DISK_FULL, detail, full);
            case DamagedFileException damaged ->
                new OperationFailedException(
                        FailureReason.LOCAL_FILE_DAMAGED,
                        detail,
                        damaged,
                        damaged.file().toString(),
                        String.valueOf(damaged.aside().getFileName()));
            case NewerFileException newer ->
                new OperationFailedException(
                        FailureReason.LOCAL_FILE_NEWER,
                        detail,
                        newer,
                        newer.file().toString());
            default ->
                new OperationFailedException(
                        detail.toLowerCase(Locale.ROOT).contains("no space left on device")
                                ? FailureReason.LOCAL_DISK_FULL
                                : FailureReason.LOCAL_FILE,
                        detail,
                        error);
        };
    }

    /** The failure for an error that passed through code without checked exceptions. */
    public static OperationFailedException of(String doing, UncheckedIOException error) {
        return of(doing, Objects.requireNonNullElseGet(error.getCause(), () -> new IOException(error)));
    }
}
