package app.greenroom.operation.upgrade;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.instance.PretalxVersion;
import app.greenroom.domain.upgrade.FeatureRelease;
import app.greenroom.domain.upgrade.PythonVersion;
import app.greenroom.domain.upgrade.ReleaseTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of releases that comes with this program, from the tags, the package metadata and the changelog of pretalx; a
 * file {@code releases.json} of the same form in the user's configuration folder takes its place.
 */
public final class ReleaseTableFile {
    private static final int SCHEMA = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Path override;

    /**
     * Reads the bundled table.
     *
     * @param override the file that takes its place, if it is there
     */
    public ReleaseTableFile(Path override) {
        this.override = override;
    }

    /**
     * The table.
     *
     * @throws OperationFailedException with reason LOCAL_FILE if the user's own file cannot be read or makes no sense
     */
    public ReleaseTable read() throws OperationFailedException {
        try (InputStream stream = open()) {
            return table(JSON.readValue(stream, Form.class));
        } catch (IOException | JacksonException | DateTimeException | IllegalArgumentException e) {
            throw new OperationFailedException(FailureReason.LOCAL_FILE, override + ": " + e.getMessage(), e);
        }
    }

    private InputStream open() throws IOException {
        if (Files.exists(override)) {
            return Files.newInputStream(override);
        }
        InputStream bundled = ReleaseTableFile.class.getResourceAsStream("releases.json");
        if (bundled == null) {
            throw new IllegalStateException("missing in this program: releases.json");
        }
        return bundled;
    }

    private static ReleaseTable table(Form form) {
        if (form.schema() != SCHEMA) {
            throw new IllegalArgumentException("schema " + form.schema() + " is not " + SCHEMA);
        }
        if (form.features().isEmpty()) {
            throw new IllegalArgumentException("no releases");
        }
        List<FeatureRelease> features = new ArrayList<>();
        for (Feature each : form.features()) {
            features.add(new FeatureRelease(
                    PretalxVersion.of(each.last()),
                    LocalDate.parse(each.released()),
                    PythonVersion.parse(each.python())
                            .orElseThrow(() -> new IllegalArgumentException("no Python: " + each.python())),
                    each.postgresql(),
                    each.node(),
                    each.redis(),
                    each.actions()));
        }
        return new ReleaseTable(
                LocalDate.parse(form.date()),
                form.source(),
                Objects.requireNonNullElse(form.changes(), ""),
                Objects.requireNonNullElse(form.news(), ""),
                features);
    }

    /** As it is written; a user's own table need not say where to read. */
    private record Form(
            int schema,
            String date,
            String source,
            @Nullable String changes,
            @Nullable String news,
            List<Feature> features) {}

    private record Feature(
            String last,
            String released,
            String python,
            int postgresql,
            boolean node,
            boolean redis,
            List<String> actions) {}
}
