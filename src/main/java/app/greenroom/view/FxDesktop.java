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
        return Files.isDirectory(Path.of(path)) && start(path);
    }

    @Override
    public boolean openFile(String path) {
        return Files.isRegularFile(Path.of(path)) && start(path);
    }

    @Override
    public boolean browse(String address) {
        // explorer and its like start whatever they are given: only pages of the web
        return address.matches("https?://[A-Za-z0-9][^\\s\"'<>]*") && start(address);
    }

    private boolean start(String what) {
        try {
            new ProcessBuilder(List.of(program(), what))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException none) {
            LOG.info("no program opens files and pages here", none);
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
