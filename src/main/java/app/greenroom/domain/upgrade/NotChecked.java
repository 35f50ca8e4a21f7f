package app.greenroom.domain.upgrade;

import app.greenroom.domain.instance.Fact;
import app.greenroom.domain.upgrade.PreflightNote.Code;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.util.List;

/** Says that something could not be looked at: unknown is not fine, but what the steps check again does not block. */
final class NotChecked {
    private NotChecked() {}

    /** A warning if a fact is unknown. */
    static List<PreflightNote> of(String what, Fact<?> fact) {
        return fact.isKnown()
                ? List.of()
                : List.of(PreflightNote.of(Code.NOT_CHECKED, Level.WARNING, what, fact.unknownBecause()));
    }
}
