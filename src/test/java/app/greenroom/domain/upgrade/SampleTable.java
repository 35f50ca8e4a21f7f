package app.greenroom.domain.upgrade;

import app.greenroom.domain.instance.PretalxVersion;
import java.time.LocalDate;
import java.util.List;

/** A table of releases for tests. */
public final class SampleTable {
    private SampleTable() {}

    /** Four feature releases with the floors of the real ones. */
    public static ReleaseTable table() {
        return new ReleaseTable(
                LocalDate.parse("2026-08-22"),
                "tests",
                "https://example.org/changes/v{version}/",
                "https://example.org/news/{year}-{number}/",
                List.of(
                        feature("2026.2.1", "2026-07-08", 13, 16, false, true),
                        feature("2025.1.0", "2025-05-28", 10, 13, true, false),
                        feature("2025.2.2", "2025-11-30", 10, 14, true, false),
                        feature("2026.1.2", "2026-04-17", 12, 16, true, false)));
    }

    private static FeatureRelease feature(
            String last, String released, int python, int postgresql, boolean node, boolean redis) {
        return new FeatureRelease(
                PretalxVersion.of(last),
                LocalDate.parse(released),
                new PythonVersion(3, python),
                postgresql,
                node,
                redis,
                redis ? List.of("2026.2.redis") : List.of());
    }
}
