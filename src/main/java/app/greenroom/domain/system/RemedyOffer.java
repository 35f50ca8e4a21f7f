package app.greenroom.domain.system;

import java.util.List;

/**
 * A remedy, and whether there is something for it to do.
 *
 * @param remedy which
 * @param wanted whether what it puts right is missing
 * @param notes what stands against it, or is to be known before
 */
public record RemedyOffer(Remedy remedy, boolean wanted, List<SystemNote> notes) {
    /** Copies the list. */
    public RemedyOffer {
        notes = List.copyOf(notes);
    }

    /** Whether it can be carried out. */
    public boolean possible() {
        return notes.stream()
                .noneMatch(note -> note.level() == app.greenroom.domain.upgrade.PreflightNote.Level.BLOCKER);
    }
}
