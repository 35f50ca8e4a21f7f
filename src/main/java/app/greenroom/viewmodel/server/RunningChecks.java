package app.greenroom.viewmodel.server;

import app.greenroom.operation.Servers.Check;
import app.greenroom.operation.Servers.ConnectionTest;
import app.greenroom.viewmodel.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The rows of a connection test, each shown as soon as its check has ended. Used on the UI thread. */
final class RunningChecks {
    private final CheckRows words;
    private final Executor ui;
    private final ObservableList<CheckRow> rows = FXCollections.observableArrayList();
    private List<Check> ended = List.of();
    private int test;

    RunningChecks(Words words, Executor ui) {
        this.words = new CheckRows(words);
        this.ui = ui;
        rows.setAll(this.words.waiting());
    }

    /** A test begins; gives what it tells its checks to, on any thread. */
    Consumer<Check> begin() {
        test++;
        ended = new ArrayList<>();
        rows.setAll(words.soFar(ended));
        int mine = test;
        return check -> ui.execute(() -> told(mine, check));
    }

    private void told(int by, Check check) {
        // what a test that was left says late is not about this one
        if (by == test) {
            ended.add(check);
            rows.setAll(words.soFar(ended));
        }
    }

    /** The test has ended, with this result. */
    void end(ConnectionTest result) {
        test++;
        rows.setAll(words.of(result.checks()));
    }

    /** The test was ended before it could say anything else. */
    void leave() {
        test++;
        rows.setAll(words.of(ended));
    }

    /** The checks, those to come included. */
    ObservableList<CheckRow> rows() {
        return rows;
    }
}
