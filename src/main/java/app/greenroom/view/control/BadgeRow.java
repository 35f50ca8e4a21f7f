package app.greenroom.view.control;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/** Badges side by side, most important first; those for which there is no room are left out rather than cut. */
public final class BadgeRow extends Pane {
    private static final double GAP = 4;

    /** Shows badges. */
    public void show(List<Badge> badges) {
        getChildren().setAll(badges);
    }

    @Override
    protected double computeMinWidth(double height) {
        return getChildren().isEmpty() ? 0 : getChildren().getFirst().prefWidth(-1);
    }

    @Override
    protected double computePrefWidth(double height) {
        double width = 0;
        for (Node each : getChildren()) {
            width += (width > 0 ? GAP : 0) + each.prefWidth(-1);
        }
        return width;
    }

    @Override
    protected double computePrefHeight(double width) {
        return getChildren().stream()
                .mapToDouble(each -> each.prefHeight(-1))
                .max()
                .orElse(0);
    }

    @Override
    protected void layoutChildren() {
        double x = 0;
        boolean fits = true;
        for (Node each : getChildren()) {
            double width = Math.ceil(each.prefWidth(-1));
            fits = fits && (x == 0 || x + width <= getWidth() + 0.5);
            each.setVisible(fits);
            layoutInArea(each, x, 0, Math.min(width, getWidth()), getHeight(), 0, HPos.LEFT, VPos.CENTER);
            x += width + GAP;
        }
    }
}
