package app.greenroom.view;

import app.greenroom.viewmodel.Desktop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The desktop of the operating system, through the programs that each brings. */
public final class FxDesktop implements Desktop {
    private static final Logger LOG = LoggerFactory.getLogger(FxDesktop.class);

    private final String operatingSystem;

    /**
     * A desktop.
     *
     * @param operatingSystem its name as in the system property {@code os.name}
     */
    public FxDesktop(String operatingSystem) {
        this.operatingSystem = operatingSystem.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean openFolder(String path) {
        if (!Files.isDirectory(Path.of(path))) {
            return false;
        }
        try {
            new ProcessBuilder(List.of(program(), path))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException none) {
            LOG.info("no program shows folders here", none);
            return false;
        }
    }

    private String program() {
        if (operatingSystem.contains("mac")) {
            return "open";
        }
        return operatingSystem.contains("windows") ? "explorer" : "xdg-open";
    }

    @Override
    public void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
