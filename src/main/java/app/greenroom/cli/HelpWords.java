package app.greenroom.cli;

import app.greenroom.text.Messages;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.ResourceBundle;

/** The words of the help, as the library that prints it looks them up: our key is {@code cli.help.} and its key. */
final class HelpWords extends ResourceBundle {
    private static final String PREFIX = "cli.help.";

    private final Messages messages;
    private final List<String> keys;

    HelpWords(Messages messages) {
        this.messages = messages;
        this.keys = messages.bundle().keySet().stream()
                .filter(key -> key.startsWith(PREFIX))
                .map(key -> key.substring(PREFIX.length()))
                .toList();
    }

    @Override
    protected Object handleGetObject(String key) {
        // a percent sign or a break would be read as a format by the library
        return messages.get(PREFIX + key).replace("%", "%%").replace("\n", "%n");
    }

    @Override
    public boolean containsKey(String key) {
        return messages.has(PREFIX + key);
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(keys);
    }
}
