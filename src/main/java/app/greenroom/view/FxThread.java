package app.greenroom.view;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/** Runs things on the UI thread: at once if already there, else soon. The only way onto that thread. */
public final class FxThread implements Executor {
    @Override
    public void execute(Runnable command) {
        if (Platform.isFxApplicationThread()) {
            command.run();
        } else {
            Platform.runLater(command);
        }
    }
}
