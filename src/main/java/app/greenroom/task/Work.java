package app.greenroom.task;

import app.greenroom.domain.failure.OperationFailedException;

/** Something that takes time and can fail. */
@FunctionalInterface
public interface Work<T> {
    /**
     * Does the work.
     *
     * @throws OperationFailedException if it could not be done, or was cancelled
     */
    T run(TaskContext context) throws OperationFailedException;
}
