package app.greenroom.text;

import app.greenroom.domain.restore.RestoreNote;
import app.greenroom.domain.restore.RestorePart;
import app.greenroom.domain.upgrade.PreflightNote.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Turns what a plan to restore says into words, for both faces. */
public final class RestoreText {
    private static final int MOST_ARGUMENTS = 3;

    private final Messages messages;
    private final Amounts amounts;

    /** Plans in the language of the messages. */
    public RestoreText(Messages messages) {
        this.messages = messages;
        this.amounts = new Amounts(messages);
    }

    /** What was found. */
    public String sentence(RestoreNote note) {
        return messages.get("restore." + note.code(), arguments(note));
    }

    /** What to do about it; empty where there is nothing to do. */
    public String advice(RestoreNote note) {
        return messages.get("restore." + note.code() + ".advice", arguments(note));
    }

    /** The name of a level. */
    public String level(Level level) {
        return messages.get("restore.level." + level);
    }

    /** The name of a part. */
    public String part(RestorePart part) {
        return messages.get("restore.part." + part);
    }

    /** The names of some parts, in their usual order. */
    public String parts(Collection<RestorePart> parts) {
        return String.join(", ", parts.stream().sorted().map(this::part).toList());
    }

    private List<String> arguments(RestoreNote note) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < note.arguments().size(); i++) {
            words.add(argument(note, i));
        }
        while (words.size() < MOST_ARGUMENTS) {
            words.add(amounts.unknown());
        }
        return words;
    }

    private String argument(RestoreNote note, int index) {
        String raw = note.arguments().get(index);
        if (raw.isEmpty()) {
            return amounts.unknown();
        }
        return switch (note.code()) {
            case DISK_SPACE -> index > 0 ? amounts.size(Long.parseLong(raw)) : raw;
            case NEWER_DATA -> amounts.duration(Duration.ofSeconds(Long.parseLong(raw)));
            case PART_MISSING -> part(RestorePart.valueOf(raw));
            default -> raw;
        };
    }
}
