package app.greenroom.view;

import app.greenroom.viewmodel.Words;
import app.greenroom.viewmodel.activity.ActivityViewModel;
import app.greenroom.viewmodel.frame.MainViewModel;
import app.greenroom.viewmodel.frame.PreferencesViewModel;
import app.greenroom.viewmodel.instance.HealthViewModel;
import app.greenroom.viewmodel.instance.InstanceViewModel;
import java.util.IdentityHashMap;
import javafx.scene.Parent;

/** Makes the view of a view model; the same view for the same view model, so that nothing listens twice. */
public final class ViewFactory {
    private final FxmlLoader loader;
    private final Words words;
    private final IdentityHashMap<Object, Parent> views = new IdentityHashMap<>();

    /** Makes views in the language of the words. */
    public ViewFactory(Words words) {
        this.words = words;
        this.loader = new FxmlLoader(words.messages().bundle());
    }

    /**
     * The view of a view model.
     *
     * @throws IllegalArgumentException if it is no view model with a view
     */
    public Parent of(Object viewModel) {
        Parent known = views.get(viewModel);
        if (known != null) {
            return known;
        }
        Parent made = loader.load(controller(viewModel));
        views.put(viewModel, made);
        return made;
    }

    /** The page that greets a user without servers; it shares its view model with the frame. */
    Parent welcome(MainViewModel main) {
        return loader.load(new WelcomeView(main));
    }

    private Object controller(Object viewModel) {
        return switch (viewModel) {
            case MainViewModel main -> new MainView(main, this);
            case InstanceViewModel instance -> new InstanceView(instance, this);
            case HealthViewModel health -> new HealthView(health, words);
            case ActivityViewModel activity -> new ActivityView(activity, words);
            case PreferencesViewModel preferences -> new PreferencesView(preferences, words);
            default -> throw new IllegalArgumentException("no view for " + viewModel);
        };
    }
}
