package app.greenroom.viewmodel.server;

import app.greenroom.domain.server.ServerProfile.KnownInstance;
import app.greenroom.operation.Servers.ConnectionTest;
import app.greenroom.viewmodel.Words;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What the last test of a connection found. */
final class FoundThere {
    private final Words words;
    private final ReadOnlyBooleanWrapper passed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper();
    private final ObservableList<String> lines = FXCollections.observableArrayList();
    private List<KnownInstance> instances = List.of();

    FoundThere(Words words) {
        this.words = words;
    }

    /** A test begins, and nothing is known. */
    void forget() {
        passed.set(false);
        empty.set(false);
    }

    /** A test has ended. */
    void show(ConnectionTest result) {
        instances = result.instances();
        passed.set(result.passed());
        empty.set(result.onlyLacksPretalx());
        lines.setAll(
                empty.get()
                        ? List.of(words.get("view.add.empty"))
                        : instances.stream()
                                .map(each -> words.get("view.add.instance", each.id(), each.dataDirectory()))
                                .toList());
    }

    /** Whether the server can be saved. */
    boolean usable() {
        return passed.get() || empty.get();
    }

    /** Whether everything is well. */
    ReadOnlyBooleanWrapper passed() {
        return passed;
    }

    /** Whether everything is well but for pretalx, which is not there. */
    ReadOnlyBooleanWrapper empty() {
        return empty;
    }

    /** In words. */
    ObservableList<String> lines() {
        return lines;
    }

    /** The instances. */
    List<KnownInstance> instances() {
        return instances;
    }
}
