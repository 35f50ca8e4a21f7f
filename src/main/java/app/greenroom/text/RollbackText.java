package app.greenroom.text;

import app.greenroom.domain.rollback.RollbackNote;
import app.greenroom.domain.rollback.RollbackNote.Code;
import app.greenroom.domain.rollback.SinceThen;
import java.util.ArrayList;
import java.util.List;

/** Turns what a plan to go back says into words, for both faces. */
public final class RollbackText {
    private static final int MOST_ARGUMENTS = 2;

    private final Messages messages;
    private final Amounts amounts;

    /** Plans in the language of the messages. */
    public RollbackText(Messages messages) {
        this.messages = messages;
        this.amounts = new Amounts(messages);
    }

    /** What was found. */
    public String sentence(RollbackNote note) {
        return messages.get("rollback." + note.code(), arguments(note));
    }

    /** What to do about it; empty where there is nothing to do. */
    public String advice(RollbackNote note) {
        return messages.get("rollback." + note.code() + ".advice", arguments(note));
    }

    /** Each kind of thing that came since, with its number; empty if nothing did. */
    public List<String> since(SinceThen since) {
        List<String> words = new ArrayList<>();
        since.rows().forEach((kind, number) -> {
            if (number > 0) {
                words.add(messages.get("rollback.since." + kind, number));
            }
        });
        if (since.files() > 0) {
            words.add(messages.get("rollback.since.files", since.files(), amounts.size(since.bytes())));
        }
        return words;
    }

    private List<String> arguments(RollbackNote note) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < note.arguments().size(); i++) {
            String raw = note.arguments().get(i);
            String kind = "rollback.KEPT_GONE." + raw;
            if (raw.isEmpty()) {
                words.add(amounts.unknown());
            } else if (note.code() == Code.KEPT_GONE && i == 0 && messages.has(kind)) {
                words.add(messages.get(kind));
            } else {
                words.add(raw);
            }
        }
        while (words.size() < MOST_ARGUMENTS) {
            words.add(amounts.unknown());
        }
        return words;
    }
}
