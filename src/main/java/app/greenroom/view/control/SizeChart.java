package app.greenroom.view.control;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/** A size over time as a line with the area below it; one point can be marked. What it says is also said in words. */
public final class SizeChart extends Region {
    private static final double HEIGHT = 84;
    private static final double TOP = 18;
    private static final double RADIUS = 4;

    private final Path area = new Path();
    private final Path line = new Path();
    private final Circle mark = new Circle(RADIUS);
    private final Label top = new Label();
    private List<Point> points = List.of();
    private int marked = -1;

    /**
     * A size at a moment.
     *
     * @param at seconds since 1970
     * @param bytes the size
     */
    public record Point(long at, long bytes) {}

    /** Shows nothing yet. */
    public SizeChart() {
        getStyleClass().add("size-chart");
        area.getStyleClass().add("area");
        line.getStyleClass().add("line");
        mark.getStyleClass().add("mark");
        top.getStyleClass().add("note");
        area.setManaged(false);
        line.setManaged(false);
        mark.setManaged(false);
        getChildren().addAll(area, line, mark, top);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMinWidth(0);
    }

    /**
     * Shows sizes.
     *
     * @param oldestFirst the sizes
     * @param chosen index of the marked one; -1 for none
     * @param most the largest of them, in words
     * @param spoken all of it in words
     */
    public void show(List<Point> oldestFirst, int chosen, String most, String spoken) {
        points = List.copyOf(oldestFirst);
        marked = chosen;
        top.setText(most);
        setAccessibleText(spoken);
        setVisible(points.size() > 1);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        area.getElements().clear();
        line.getElements().clear();
        mark.setVisible(false);
        top.resizeRelocate(0, 0, getWidth(), top.prefHeight(-1));
        if (points.size() < 2 || getWidth() <= 0) {
            return;
        }
        for (int i = 0; i < points.size(); i++) {
            double x = x(i);
            double y = y(i);
            line.getElements().add(i == 0 ? new MoveTo(x, y) : new LineTo(x, y));
            area.getElements().add(i == 0 ? new MoveTo(x, getHeight()) : new LineTo(x, y));
            if (i == 0) {
                area.getElements().add(new LineTo(x, y));
            }
            if (i == marked) {
                mark.setCenterX(x);
                mark.setCenterY(y);
                mark.setVisible(true);
            }
        }
        area.getElements().add(new LineTo(x(points.size() - 1), getHeight()));
    }

    private double x(int index) {
        double first = points.getFirst().at();
        double span = Math.max(1, points.getLast().at() - first);
        double inner = getWidth() - 2 * RADIUS;
        return RADIUS + inner * (points.get(index).at() - first) / span;
    }

    /** Sizes begin at nothing, so that a small change is not drawn as a large one. */
    private double y(int index) {
        double most = Math.max(1, points.stream().mapToLong(Point::bytes).max().orElse(1));
        double inner = getHeight() - TOP - RADIUS;
        return TOP + inner * (1 - points.get(index).bytes() / most);
    }
}
