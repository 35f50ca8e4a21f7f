package app.greenroom.viewmodel.server;

import app.greenroom.viewmodel.Tone;

/**
 * One named check of a connection test.
 *
 * @param tone how it ended, or that it has not begun
 * @param title what was checked
 * @param text what came of it; may be empty
 * @param advice what to do if it failed; may be empty
 */
public record CheckRow(Tone tone, String title, String text, String advice) {}
