package app.greenroom.text;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * Every visible word. One properties file for each area, named after the first part of its keys; patterns are those of
 * {@link MessageFormat}, so an apostrophe is written twice.
 */
public final class Messages {
    /** The areas, each a properties file in this package's resources. */
    public static final List<String> AREAS = List.of(
            "amount",
            "check",
            "cli",
            "drill",
            "failure",
            "finding",
            "health",
            "page",
            "preflight",
            "progress",
            "restore",
            "rollback",
            "severity",
            "snapshot",
            "state",
            "step",
            "system",
            "task",
            "view");

    private final Locale locale;
    private final Map<String, String> patterns = new LinkedHashMap<>();

    /** The words of a language, English where there are none. */
    public Messages(Locale locale) {
        this.locale = locale;
        for (String area : AREAS) {
            ResourceBundle bundle = ResourceBundle.getBundle("app.greenroom.text." + area, locale);
            for (String key : bundle.keySet()) {
                patterns.put(key, bundle.getString(key));
            }
        }
    }

    /**
     * The words for a key.
     *
     * @throws MissingResourceException if there are none, which a test keeps from happening
     */
    public String get(String key, Object... arguments) {
        String pattern = patterns.get(key);
        if (pattern == null) {
            throw new MissingResourceException("no words for " + key, "app.greenroom.text", key);
        }
        return new MessageFormat(pattern, locale).format(arguments);
    }

    /** The words for a key with arguments from a list. */
    public String get(String key, List<String> arguments) {
        return get(key, arguments.toArray());
    }

    /** Whether there are words for a key. */
    public boolean has(String key) {
        return patterns.containsKey(key);
    }

    /** The language. */
    public Locale locale() {
        return locale;
    }

    /** All words as one bundle, for FXML. */
    public ResourceBundle bundle() {
        return new ResourceBundle() {
            @Override
            protected Object handleGetObject(String key) {
                return get(key);
            }

            @Override
            public boolean containsKey(String key) {
                return has(key);
            }

            @Override
            public Enumeration<String> getKeys() {
                return Collections.enumeration(new ArrayList<>(patterns.keySet()));
            }
        };
    }
}
