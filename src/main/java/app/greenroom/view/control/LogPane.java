package app.greenroom.view.control;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;

/**
 * Lines of output in a fixed font. Follows its end until somebody scrolls up, and follows it again when scrolled down to
 * the end. Marked lines are copied by the usual key.
 */
public final class LogPane extends ListView<String> {
    private static final double AT_END = 0.995;

    private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper filled = new ReadOnlyBooleanWrapper();
    private final ListChangeListener<String> listener = change -> changed();

    /** An empty log. */
    public LogPane() {
        getStyleClass().add("log");
        setCellFactory(list -> new Line());
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        addEventFilter(ScrollEvent.SCROLL, event -> {
            if (event.getDeltaY() > 0) {
                following.set(false);
            } else {
                followIfAtEnd();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private void key(KeyEvent event) {
        if (KeyCombination.keyCombination("Shortcut+C").match(event)) {
            ClipboardContent content = new ClipboardContent();
            content.putString(String.join("\n", getSelectionModel().getSelectedItems()));
            Clipboard.getSystemClipboard().setContent(content);
            event.consume();
            return;
        }
        switch (event.getCode()) {
            case UP, PAGE_UP, HOME -> following.set(false);
            case END -> {
                following.set(true);
                showEnd();
            }
            default -> {}
        }
    }

    /** Shows other lines, at their end. */
    public void show(ObservableList<String> lines) {
        getItems().removeListener(listener);
        setItems(lines);
        lines.addListener(listener);
        following.set(true);
        changed();
    }

    /** Lets go of the lines. */
    public void clear() {
        show(FXCollections.observableArrayList());
    }

    private void changed() {
        filled.set(!getItems().isEmpty());
        if (following.get()) {
            showEnd();
        }
    }

    private void showEnd() {
        if (!getItems().isEmpty()) {
            scrollTo(getItems().size() - 1);
        }
    }

    private void followIfAtEnd() {
        lookupAll(".scroll-bar").stream()
                .map(ScrollBar.class::cast)
                .filter(bar -> bar.getOrientation() == Orientation.VERTICAL)
                .findFirst()
                .ifPresent(bar -> following.set(!bar.isVisible() || bar.getValue() >= AT_END));
    }

    /** Whether it follows its end. */
    public ReadOnlyBooleanProperty followingProperty() {
        return following.getReadOnlyProperty();
    }

    /** Whether there is a line. */
    public ReadOnlyBooleanProperty filledProperty() {
        return filled.getReadOnlyProperty();
    }

    private static final class Line extends ListCell<String> {
        @Override
        protected void updateItem(String text, boolean none) {
            super.updateItem(text, none);
            setText(none ? null : text);
        }
    }
}
