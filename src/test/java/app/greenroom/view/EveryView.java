package app.greenroom.view;

import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.frame.MainViewModel;
import app.greenroom.viewmodel.instance.InstanceViewModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Parent;

/** Makes every view that there is, by name, on the view models of one window. */
final class EveryView {
    private final Map<String, Supplier<Parent>> views = new LinkedHashMap<>();

    EveryView(MainViewModel window, Words words) {
        ViewFactory factory = new ViewFactory(words);
        InstanceViewModel instance = window.instanceProperty().get().orElseThrow();
        views.put("MainView", () -> factory.of(window));
        views.put("WelcomeView", () -> factory.welcome(window));
        views.put("InstanceView", () -> factory.of(instance));
        views.put("HealthView", () -> factory.of(instance.health()));
        views.put("ActivityView", () -> factory.of(window.activity()));
        views.put("PreferencesView", () -> factory.of(window.preferences()));
    }

    /** The view of that name. */
    Parent named(String name) {
        Supplier<Parent> view = views.get(name);
        if (view == null) {
            throw new AssertionError("no test knows how to make " + name);
        }
        return view.get();
    }

    /** All of them. */
    Map<String, Supplier<Parent>> all() {
        return views;
    }
}
