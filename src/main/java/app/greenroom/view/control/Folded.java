package app.greenroom.view.control;

import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

/** Technical text behind a link that unfolds it. */
public final class Folded extends VBox {
    private static final int ROWS = 5;

    /** Folds the text away behind a title. */
    public Folded(String title, String text) {
        super(6);
        TextArea area = new TextArea(text);
        area.setEditable(false);
        area.setWrapText(true);
        area.setPrefRowCount(ROWS);
        area.getStyleClass().add("mono");
        area.setAccessibleText(title);
        area.setVisible(false);
        area.setManaged(false);
        Hyperlink link = new Hyperlink("\u25b8 " + title);
        link.getStyleClass().add("fold");
        link.setOnAction(event -> {
            boolean open = !area.isVisible();
            area.setVisible(open);
            area.setManaged(open);
            link.setText((open ? "\u25be " : "\u25b8 ") + title);
            link.setVisited(false);
        });
        getChildren().addAll(link, area);
    }
}
