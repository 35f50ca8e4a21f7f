package app.greenroom.viewmodel.walk;

import app.greenroom.viewmodel.Tone;

/**
 * A walk in words.
 *
 * @param headline what is done
 * @param note how it is known and what is usual
 * @param timeLeft how long still; may be empty
 * @param fraction how much is done, 0 to 1; -1 if unknown
 * @param tone of the sentence below
 * @param visitors what visitors see now, or how it ended
 * @param safety whether closing is safe, or what to do next
 * @param back how we go back
 */
public record WalkReport(
        String headline,
        String note,
        String timeLeft,
        double fraction,
        Tone tone,
        String visitors,
        String safety,
        String back) {
    static final WalkReport EMPTY = new WalkReport("", "", "", -1, Tone.INFO, "", "", "");
}
