package app.greenroom.view.control;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/** Lays its children side by side in columns of equal width and height, in fewer columns where there is little room. */
public final class EvenRow extends Pane {
    private static final double GAP = 12;
    private static final double USUAL_LEAST = 150;

    private double least = USUAL_LEAST;

    /** Below which width of a column there is one fewer; 150 pixels unless set. */
    public double getLeast() {
        return least;
    }

    /** Sets below which width of a column there is one fewer, in pixels. */
    public void setLeast(double pixels) {
        least = pixels;
        requestLayout();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return least;
    }

    @Override
    protected double computePrefHeight(double width) {
        List<Node> children = getManagedChildren();
        if (children.isEmpty()) {
            return 0;
        }
        double inner = width < 0 ? least * children.size() + GAP * (children.size() - 1) : width;
        int columns = columns(inner, children.size());
        int rows = (children.size() + columns - 1) / columns;
        return rows * rowHeight(columnWidth(inner, columns)) + (rows - 1) * GAP;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        List<Node> children = getManagedChildren();
        if (children.isEmpty()) {
            return;
        }
        int columns = columns(getWidth(), children.size());
        double column = columnWidth(getWidth(), columns);
        double row = rowHeight(column);
        for (int i = 0; i < children.size(); i++) {
            double x = i % columns * (column + GAP);
            int line = i / columns;
            double y = line * (row + GAP);
            children.get(i).resizeRelocate(snapPositionX(x), snapPositionY(y), snapSizeX(column), snapSizeY(row));
        }
    }

    private int columns(double width, int children) {
        int columns = children;
        while (columns > 1 && columnWidth(width, columns) < least) {
            columns = (columns + 1) / 2;
        }
        return columns;
    }

    private static double columnWidth(double width, int columns) {
        return (width - GAP * (columns - 1)) / columns;
    }

    private double rowHeight(double column) {
        return getManagedChildren().stream()
                .mapToDouble(child -> child.prefHeight(column))
                .max()
                .orElse(0);
    }
}
