package app.greenroom.cli.session;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.operation.Operations;
import app.greenroom.task.CancellationToken;

/** What stands behind the command line face. Asked only for what a command needs, so that the others stay quick. */
public interface Backstage {
    /**
     * The operations on the user's own files; the same ones each time.
     *
     * @throws OperationFailedException if the files of Greenroom cannot be used
     */
    Operations operations() throws OperationFailedException;

    /**
     * Operations that keep every file of Greenroom in a folder of their own, which is removed at the end of the program:
     * for the tour with the practice server, which must not disturb what the user has.
     *
     * @throws OperationFailedException if there is no room for such a folder
     */
    Operations operationsApart() throws OperationFailedException;

    /**
     * Shows the window and returns when it was closed. Where one is open already, on the same files, that one comes to
     * the front instead and this returns at once.
     *
     * @param practice whether the practice server is to be ready in it
     * @param interrupt closes the window, as if the user did
     * @throws OperationFailedException if it cannot be shown here
     */
    Shown desktop(boolean practice, CancellationToken interrupt) throws OperationFailedException;

    /** Whose window the user saw. */
    enum Shown {
        /** Ours; it was closed again. */
        OURS,
        /** That of a Greenroom that was started earlier. */
        OTHERS
    }
}
