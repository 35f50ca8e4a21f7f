package app.greenroom.viewmodel;

/**
 * One of the few figures at the head of a page.
 *
 * @param label what it is
 * @param value the figure itself, short
 * @param note what it means, small
 * @param tone state, drawn as a sign beside the value unless it is fine
 */
public record Figure(String label, String value, String note, Tone tone) {}
