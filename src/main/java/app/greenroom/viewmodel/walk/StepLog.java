package app.greenroom.viewmodel.walk;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * Output of one step as lines. What comes may end in the middle of a line; a carriage return begins the line anew, as on
 * a terminal. Only the newest lines are kept: the server keeps all.
 */
public final class StepLog {
    private static final int MOST_LINES = 5_000;
    private static final int DROPPED_AT_ONCE = 500;
    private static final int LONGEST_LINE = 4_000;

    private final ObservableList<String> lines = FXCollections.observableArrayList();
    private final StringBuilder open = new StringBuilder();
    private boolean lineShown;

    /** Takes the next piece. */
    void append(String text) {
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            switch (next) {
                case '\n' -> closeLine();
                case '\r' -> {
                    if (i + 1 < text.length() && text.charAt(i + 1) != '\n') {
                        open.setLength(0);
                    }
                }
                default -> add(next);
            }
        }
        showOpenLine();
        if (lines.size() > MOST_LINES) {
            lines.remove(0, DROPPED_AT_ONCE);
        }
    }

    private void add(char next) {
        boolean control = Character.isISOControl(next) && next != '\t';
        if (!control && open.length() < LONGEST_LINE) {
            open.append(next);
        }
    }

    private void closeLine() {
        showOpenLine();
        if (!lineShown) {
            lines.add("");
        }
        open.setLength(0);
        lineShown = false;
    }

    private void showOpenLine() {
        if (open.isEmpty()) {
            return;
        }
        if (lineShown) {
            lines.set(lines.size() - 1, open.toString());
        } else {
            lines.add(open.toString());
            lineShown = true;
        }
    }

    /** The lines, oldest first. */
    public ObservableList<String> lines() {
        return lines;
    }
}
