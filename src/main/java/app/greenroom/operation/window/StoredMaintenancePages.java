package app.greenroom.operation.window;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.MaintenanceWords;
import app.greenroom.operation.MaintenancePages;
import app.greenroom.storage.MaintenanceFile;
import java.io.IOException;

/** Words of maintenance pages in a file of this computer. */
public final class StoredMaintenancePages implements MaintenancePages {
    private final MaintenanceFile file;

    /** Keeps them in the given file. */
    public StoredMaintenancePages(MaintenanceFile file) {
        this.file = file;
    }

    @Override
    public MaintenanceWords of(String server) throws OperationFailedException {
        try {
            return file.of(server);
        } catch (IOException e) {
            throw new OperationFailedException(FailureReason.LOCAL_FILE, e.toString(), e);
        }
    }

    @Override
    public void keep(String server, MaintenanceWords words) throws OperationFailedException {
        try {
            file.keep(server, words);
        } catch (IOException e) {
            throw new OperationFailedException(FailureReason.LOCAL_FILE, e.toString(), e);
        }
    }
}
