package app.greenroom.operation.library;

import app.greenroom.domain.backup.KeepRule;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.TargetName;
import app.greenroom.operation.Library.Keep;
import app.greenroom.operation.LocalFailure;
import app.greenroom.operation.Shelves;
import app.greenroom.operation.Shelves.Found;
import app.greenroom.storage.RetentionFile;
import java.io.IOException;
import java.util.Optional;

/** The rules by which snapshots are kept. */
final class KeepRules {
    private final Shelves shelves;
    private final RetentionFile file;

    KeepRules(Shelves shelves, RetentionFile file) {
        this.shelves = shelves;
        this.file = file;
    }

    Keep of(TargetName target) throws OperationFailedException {
        Optional<Found> found = shelves.find(target);
        Optional<KeepRule> own = found.isEmpty()
                ? Optional.empty()
                : read(() -> file.of(found.get().name().toString()));
        return new Keep(own.isPresent() ? own.get() : forAll(), own.isPresent());
    }

    KeepRule forAll() throws OperationFailedException {
        return read(file::all).orElse(KeepRule.USUAL);
    }

    /** Saves an instance's own rule; an empty one is forgotten. */
    void save(TargetName target, Optional<KeepRule> rule) throws OperationFailedException {
        String name = shelves.find(target)
                .orElseThrow(() -> Shelves.unknown(target.toString()))
                .name()
                .toString();
        write(() -> file.keep(name, rule));
    }

    void saveForAll(KeepRule rule) throws OperationFailedException {
        write(() -> file.keepAll(rule));
    }

    /** Reads from the file. */
    @FunctionalInterface
    private interface Reading {
        Optional<KeepRule> rule() throws IOException;
    }

    private static Optional<KeepRule> read(Reading reading) throws OperationFailedException {
        try {
            return reading.rule();
        } catch (IOException e) {
            throw LocalFailure.of("cannot read how many snapshots are kept", e);
        }
    }

    /** Writes to the file. */
    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }

    private static void write(Writing writing) throws OperationFailedException {
        try {
            writing.write();
        } catch (IOException e) {
            throw LocalFailure.of("cannot save how many snapshots are kept", e);
        }
    }
}
