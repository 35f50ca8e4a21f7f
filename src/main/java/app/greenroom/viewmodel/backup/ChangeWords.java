package app.greenroom.viewmodel.backup;

import app.greenroom.domain.backup.SnapshotChanges;
import app.greenroom.domain.backup.SnapshotChanges.Kind;
import app.greenroom.domain.instance.InstanceFacts.Counts;
import app.greenroom.viewmodel.Words;
import java.util.ArrayList;
import java.util.List;

/** Says what changed from one snapshot to the next. */
final class ChangeWords {
    private final Words words;

    ChangeWords(Words words) {
        this.words = words;
    }

    /** All of it in a sentence: {@code +6 proposals, +4 users, 11 files new, 2 replaced, none removed}. */
    String sentence(SnapshotChanges changes) {
        if (changes.before().isEmpty()) {
            return words.get("view.changes.first");
        }
        List<String> parts = new ArrayList<>();
        changes.growth().ifPresent(growth -> counts(growth, parts));
        long added = changes.media(Kind.ADDED);
        long changed = changes.media(Kind.CHANGED);
        long removed = changes.media(Kind.REMOVED);
        if (added + changed + removed > 0) {
            parts.add(words.get("view.changes.files", added, changed, removed));
        }
        if (!changes.setUp().isEmpty()) {
            parts.add(words.get("view.changes.setUp", changes.setUp().size()));
        }
        changes.then()
                .filter(then -> !then.pretalx().equals(changes.now().pretalx()))
                .ifPresent(then -> parts.add(words.get(
                        "view.changes.version", then.pretalx(), changes.now().pretalx())));
        return parts.isEmpty() ? words.get("view.changes.nothing") : String.join(", ", parts);
    }

    private void counts(Counts growth, List<String> parts) {
        count("events", growth.events(), parts);
        count("proposals", growth.proposals(), parts);
        count("users", growth.users(), parts);
    }

    private void count(String what, long by, List<String> parts) {
        if (by != 0) {
            parts.add(words.get("view.changes." + what, (by > 0 ? "+" : "−") + Math.abs(by), Math.abs(by)));
        }
    }
}
