package app.greenroom.viewmodel.backup;

import app.greenroom.viewmodel.Tone;

/**
 * What is the case with the snapshots of an instance, and the one thing to do next.
 *
 * @param tone how good that is
 * @param sentence what could be restored now
 * @param advice why the next thing is worth doing; may be empty
 * @param next what to do next
 */
public record Standing(Tone tone, String sentence, String advice, Next next) {
    /** What can be done next. */
    public enum Next {
        /** Nothing is wanting. */
        NOTHING,
        /** Take a snapshot. */
        BACK_UP,
        /** Verify the newest snapshot. */
        VERIFY,
        /** Prove that the newest snapshot restores. */
        PROVE,
        /** Set a schedule. */
        SCHEDULE,
        /** Fetch what the server has taken by itself. */
        COLLECT
    }
}
