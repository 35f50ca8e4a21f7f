package app.greenroom.text;

import java.util.ArrayList;
import java.util.List;

/** Turns a check of a connection test into words. Keys are {@code check.CODE} and {@code check.CODE.RESULT}. */
public final class CheckText {
    private final Messages messages;
    private final Amounts amounts;

    /** Checks in the language of the messages. */
    public CheckText(Messages messages) {
        this.messages = messages;
        this.amounts = new Amounts(messages);
    }

    /** What is checked. */
    public String title(String code) {
        String key = "check." + code;
        return messages.has(key) ? messages.get(key) : code;
    }

    /** What came of it; empty where there is nothing to tell. */
    public String detail(String code, String result, List<String> arguments) {
        String key = "check." + code + "." + result;
        return messages.has(key) ? messages.get(key, words(code, arguments)) : "";
    }

    private List<String> words(String code, List<String> arguments) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String raw = arguments.get(i);
            if (raw.isEmpty()) {
                words.add(amounts.unknown());
            } else {
                words.add(code.equals("DISK") && i == 1 ? amounts.size(Long.parseLong(raw)) : raw);
            }
        }
        return words;
    }
}
