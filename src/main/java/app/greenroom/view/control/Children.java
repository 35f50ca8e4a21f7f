package app.greenroom.view.control;

import java.util.List;
import java.util.function.Function;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Pane;

/** Keeps the children of a pane in step with a list, and nodes out of the layout while they are not shown. */
public final class Children {
    private Children() {}

    /** Gives the pane one node for each item, now and after each change. */
    public static <T> void follow(ObservableList<T> items, Pane pane, Function<T, ? extends Node> draw) {
        pane.getChildren().setAll(nodes(items, draw));
        items.addListener((ListChangeListener<T>) change -> pane.getChildren().setAll(nodes(items, draw)));
    }

    private static <T> List<Node> nodes(ObservableList<T> items, Function<T, ? extends Node> draw) {
        return items.stream().<Node>map(draw).toList();
    }

    /** Scrolls just as far as needed for a node in the content of a scroll pane to be seen. */
    public static void reveal(ScrollPane scroll, Node node) {
        double height = scroll.getContent().getBoundsInLocal().getHeight();
        double seen = scroll.getViewportBounds().getHeight();
        if (height <= seen || seen <= 0) {
            return;
        }
        Bounds place = scroll.getContent().sceneToLocal(node.localToScene(node.getBoundsInLocal()));
        double top = scroll.getVvalue() * (height - seen);
        double wanted = top;
        if (place.getMinY() < top) {
            wanted = place.getMinY();
        } else if (place.getMaxY() > top + seen) {
            wanted = place.getMaxY() - seen;
        }
        scroll.setVvalue(wanted / (height - seen));
    }

    /** Shows a node only while the condition holds; else it takes no room. */
    public static void showWhile(Node node, ObservableBooleanValue condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
    }
}
