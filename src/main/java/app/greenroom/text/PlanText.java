package app.greenroom.text;

import app.greenroom.domain.upgrade.PreflightNote;
import app.greenroom.domain.upgrade.ReleaseNotes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Turns what a plan says into words, for both faces. */
public final class PlanText {
    private static final int MOST_ARGUMENTS = 4;

    private final Messages messages;
    private final Amounts amounts;

    /** Plans in the language of the messages. */
    public PlanText(Messages messages) {
        this.messages = messages;
        this.amounts = new Amounts(messages);
    }

    /** What was found. */
    public String sentence(PreflightNote note) {
        return messages.get("preflight." + note.code(), arguments(note));
    }

    /** What to do about it; empty where there is nothing to do. */
    public String advice(PreflightNote note) {
        return messages.get("preflight." + note.code() + ".advice", arguments(note));
    }

    /** What is at the other end of a link. */
    public String link(ReleaseNotes.Link link) {
        return messages.get("preflight.link." + link.kind());
    }

    /** The name of a level. */
    public String level(PreflightNote.Level level) {
        return messages.get("preflight.level." + level);
    }

    private List<String> arguments(PreflightNote note) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < note.arguments().size(); i++) {
            words.add(argument(note, i));
        }
        if (note.code() == PreflightNote.Code.LAYOUT && words.size() == 1) {
            words.add(known("preflight.layout.", note.arguments().getFirst() + ".reason"));
        }
        while (words.size() < MOST_ARGUMENTS) {
            words.add(amounts.unknown());
        }
        return words;
    }

    private String argument(PreflightNote note, int index) {
        String raw = note.arguments().get(index);
        if (raw.isEmpty()) {
            return amounts.unknown();
        }
        return switch (note.code()) {
            case DISK_SPACE -> index > 0 ? amounts.size(Long.parseLong(raw)) : raw;
            case KEPT_STATE -> index == 1 ? amounts.size(Long.parseLong(raw)) : raw;
            case LAYOUT -> known("preflight.layout.", raw);
            case NOT_CHECKED -> index == 0 ? known("preflight.unchecked.", raw) : raw;
            case CLOCK_OFF -> amounts.duration(Duration.ofSeconds(Long.parseLong(raw)));
            case REQUIRED_ACTION -> index == 1 ? known("preflight.action.", raw) : raw;
            default -> raw;
        };
    }

    /** The words for something, else itself: a user's own table of releases can name actions in plain words. */
    private String known(String area, String raw) {
        return messages.has(area + raw) ? messages.get(area + raw) : raw;
    }
}
