package app.greenroom.app;

import app.greenroom.domain.failure.OperationFailedException;
import java.util.Optional;
import javafx.stage.Stage;

/**
 * Walks through what every start needs, then ends: the window up to its first frame, and a command. Run once while
 * packages are made, so that Java keeps what it loaded and linked for later starts (docs/howto/make-packages.md). All its
 * files lie in a temporary folder.
 */
public final class Training {
    private Training() {}

    /**
     * Walks.
     *
     * @return the exit status
     */
    public static int run() throws OperationFailedException, InterruptedException {
        TemporaryHome home = TemporaryHome.make();
        try (CompositionRoot root = CompositionRoot.build(Optional.of(home.folder()))) {
            root.application().run(Stage::close);
        } finally {
            home.close();
        }
        return Program.usual().run("practice", "--help");
    }
}
