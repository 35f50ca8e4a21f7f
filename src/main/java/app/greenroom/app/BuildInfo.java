package app.greenroom.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which Greenroom this is.
 *
 * @param version such as {@code 0.1.0}
 */
public record BuildInfo(String version) {
    /** Reads what the build wrote down; {@code dev} where no build did, as in an editor. */
    public static BuildInfo read() {
        Properties properties = new Properties();
        try (InputStream file = BuildInfo.class.getResourceAsStream("build.properties")) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the program itself is damaged", unreadable);
        }
        String version = properties.getProperty("version", "");
        return new BuildInfo(version.isEmpty() || version.startsWith("$") ? "dev" : version);
    }
}
