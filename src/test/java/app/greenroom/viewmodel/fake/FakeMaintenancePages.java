package app.greenroom.viewmodel.fake;

import app.greenroom.domain.server.MaintenanceWords;
import app.greenroom.operation.MaintenancePages;
import java.util.HashMap;
import java.util.Map;

/** Words of maintenance pages in memory. */
public final class FakeMaintenancePages implements MaintenancePages {
    /** By name of the server. */
    public final Map<String, MaintenanceWords> kept = new HashMap<>();

    @Override
    public MaintenanceWords of(String server) {
        return kept.getOrDefault(server, MaintenanceWords.NONE);
    }

    @Override
    public void keep(String server, MaintenanceWords words) {
        kept.put(server, words);
    }
}
