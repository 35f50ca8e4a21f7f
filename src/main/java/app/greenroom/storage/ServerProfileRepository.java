package app.greenroom.storage;

import app.greenroom.domain.server.ServerProfile;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Saved servers on this computer. */
public interface ServerProfileRepository {
    /** All profiles by name. */
    List<ServerProfile> all() throws IOException;

    /**
     * Changes the list under a lock that other Greenrooms respect, after reading it again.
     *
     * @param change is given the present list and returns the new one
     */
    void change(UnaryOperator<List<ServerProfile>> change) throws IOException;
}
