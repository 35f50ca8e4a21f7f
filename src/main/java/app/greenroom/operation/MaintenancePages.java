package app.greenroom.operation;

import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.server.MaintenanceWords;

/** The organiser's own words for the page that visitors see while a site is closed; kept on this computer for each server. */
public interface MaintenancePages {
    /**
     * The words that the next window of a saved server uses.
     *
     * @param server name of a saved server
     */
    MaintenanceWords of(String server) throws OperationFailedException;

    /**
     * Keeps words for the next windows of a saved server; a window that is open keeps those that it began with.
     *
     * @param words empty ones bring the page's own back
     */
    void keep(String server, MaintenanceWords words) throws OperationFailedException;
}
