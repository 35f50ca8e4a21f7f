package app.greenroom.view.control;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Grey shapes where the parts of a page will be, so that nothing jumps when they come. */
public final class Skeleton extends VBox {
    private static final int FIGURES = 4;

    /** The shapes of a banner, a row of figures and a card. */
    public Skeleton() {
        super(14);
        HBox figures = new HBox(12);
        for (int i = 0; i < FIGURES; i++) {
            Region figure = block(112);
            HBox.setHgrow(figure, Priority.ALWAYS);
            figures.getChildren().add(figure);
        }
        getChildren().addAll(block(60), figures, block(280));
        setFocusTraversable(false);
    }

    private static Region block(double height) {
        Region block = new Region();
        block.getStyleClass().add("skeleton");
        block.setMinHeight(height);
        block.setMaxWidth(Double.MAX_VALUE);
        return block;
    }
}
