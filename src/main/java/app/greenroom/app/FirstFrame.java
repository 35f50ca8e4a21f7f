package app.greenroom.app;

import javafx.application.Platform;
import javafx.scene.Scene;

/** Tells when a scene was drawn for the first time: at the pulse after the one that laid it out and drew it. */
final class FirstFrame {
    private final Scene scene;
    private Runnable next = () -> {};

    FirstFrame(Scene scene) {
        this.scene = scene;
    }

    /**
     * Runs something at that moment, once.
     *
     * @param told on the UI thread
     */
    void awaited(Runnable told) {
        next = () -> {
            scene.removePostLayoutPulseListener(next);
            next = () -> {
                scene.removePostLayoutPulseListener(next);
                told.run();
            };
            scene.addPostLayoutPulseListener(next);
            Platform.requestNextPulse();
        };
        scene.addPostLayoutPulseListener(next);
    }
}
