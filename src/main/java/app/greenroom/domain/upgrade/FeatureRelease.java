package app.greenroom.domain.upgrade;

import app.greenroom.domain.instance.PretalxVersion;
import java.time.LocalDate;
import java.util.List;

/**
 * A feature release of pretalx and what it asks of a server.
 *
 * @param last its last patch that the table knows; the release through which an upgrade passes
 * @param released when its {@code .0} was released: what belongs to the feature release before is older
 * @param python oldest version of Python
 * @param postgresql oldest major version of PostgreSQL
 * @param node whether rebuilding needs node and npm on the server
 * @param redis whether redis and a celery worker are required
 * @param actions what its release notes ask of an administrator, worded under {@code preflight.action.KEY}
 */
public record FeatureRelease(
        PretalxVersion last,
        LocalDate released,
        PythonVersion python,
        int postgresql,
        boolean node,
        boolean redis,
        List<String> actions) {
    /** Copies the list. */
    public FeatureRelease {
        actions = List.copyOf(actions);
    }
}
