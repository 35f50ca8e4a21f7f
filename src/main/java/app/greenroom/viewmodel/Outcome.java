package app.greenroom.viewmodel;

/**
 * How an action on a page ended.
 *
 * @param tone good or bad
 * @param sentence what happened
 * @param advice what it means and what to do next; may be empty
 * @param details technical details, folded; may be empty
 */
public record Outcome(Tone tone, String sentence, String advice, String details) {
    /** The outcome of an action that failed. */
    public static Outcome of(FailureNote note) {
        return new Outcome(Tone.PROBLEM, note.sentence(), note.advice(), note.details());
    }
}
