package app.greenroom.viewmodel.restore;

import app.greenroom.domain.backup.SnapshotId;
import app.greenroom.domain.restore.RestorePart;
import app.greenroom.domain.restore.RestoreRequest;
import app.greenroom.domain.server.TargetName;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What of a snapshot is to be brought back, and where to. */
public final class RestoreChoice {
    private final ObjectProperty<What> what = new SimpleObjectProperty<>(What.EVERYTHING);
    private final Map<RestorePart, BooleanProperty> parts = new EnumMap<>(RestorePart.class);
    private final ObservableList<String> paths = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<String>> other = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty copy = new SimpleBooleanProperty(true);
    private final BooleanProperty migrate = new SimpleBooleanProperty();

    /** How much. */
    public enum What {
        /** Database, uploaded files, secret, configuration and the version of pretalx. */
        EVERYTHING,
        /** Some of these. */
        PARTS,
        /** Single uploaded files or folders. */
        FILES
    }

    RestoreChoice() {
        for (RestorePart part : RestorePart.values()) {
            parts.put(part, new SimpleBooleanProperty());
        }
    }

    /** Everything back to where it came from, as at first. */
    void reset() {
        what.set(What.EVERYTHING);
        parts.values().forEach(part -> part.set(false));
        paths.clear();
        other.set(Optional.empty());
        copy.set(true);
        migrate.set(false);
    }

    /** Only some uploaded files or folders; all of them if none is named. */
    void only(List<String> some) {
        reset();
        if (some.isEmpty()) {
            what.set(What.PARTS);
            partProperty(RestorePart.MEDIA).set(true);
        } else {
            paths.setAll(some);
            what.set(What.FILES);
        }
    }

    private Set<RestorePart> wantedParts() {
        Set<RestorePart> wanted = EnumSet.noneOf(RestorePart.class);
        parts.forEach((part, is) -> {
            if (is.get()) {
                wanted.add(part);
            }
        });
        return wanted;
    }

    /** Whether anything is chosen. */
    public boolean complete() {
        return switch (what.get()) {
            case EVERYTHING -> true;
            case PARTS -> !wantedParts().isEmpty();
            case FILES -> !paths.isEmpty();
        };
    }

    /** The request; empty while nothing is chosen. */
    Optional<RestoreRequest> request(TargetName source, SnapshotId snapshot) {
        if (!complete()) {
            return Optional.empty();
        }
        Optional<SnapshotId> id = Optional.of(snapshot);
        RestoreRequest here = switch (what.get()) {
            case EVERYTHING -> RestoreRequest.everything(source, id);
            case PARTS -> RestoreRequest.only(source, id, wantedParts());
            case FILES -> RestoreRequest.files(source, id, paths);
        };
        RestoreRequest forward = migrate.get() && what.get() != What.FILES ? here.migrating() : here;
        return Optional.of(other.get()
                .map(server -> forward.to(new TargetName(server, Optional.empty()), copy.get()))
                .orElse(forward));
    }

    /** How much. */
    public ObjectProperty<What> whatProperty() {
        return what;
    }

    /** Whether a part is wanted. */
    public BooleanProperty partProperty(RestorePart part) {
        return Objects.requireNonNull(parts.get(part), part::name);
    }

    /** The chosen files and folders, below the folder of uploaded files. */
    public ObservableList<String> paths() {
        return paths;
    }

    /** Name of the saved server to restore to; empty for where the snapshot came from. */
    public ObjectProperty<Optional<String>> otherProperty() {
        return other;
    }

    /** Whether the other server gets a quiet copy, that sends no mail. */
    public BooleanProperty copyProperty() {
        return copy;
    }

    /** Whether older data is taken forward to the installed pretalx. */
    public BooleanProperty migrateProperty() {
        return migrate;
    }
}
