package app.greenroom.domain.server;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The organiser's own words for the page that visitors see while a site is closed; plain text, shown as such. An empty field
 * leaves that part to the page's own words, or out.
 *
 * @param title at most {@value #LONGEST_TITLE} characters, one line
 * @param text at most {@value #LONGEST_TEXT} characters; blank lines part paragraphs
 * @param contact where to ask: an address of e-mail, or of the web with http or https; at most {@value #LONGEST_CONTACT}
 *     characters
 * @param until when the site is expected back, as people say it; at most {@value #LONGEST_UNTIL} characters, one line
 */
public record MaintenanceWords(String title, String text, String contact, String until) {
    /** Most characters of a title. */
    public static final int LONGEST_TITLE = 120;

    /** Most characters of a text. */
    public static final int LONGEST_TEXT = 2_000;

    /** Most characters of a contact. */
    public static final int LONGEST_CONTACT = 200;

    /** Most characters of an expected end. */
    public static final int LONGEST_UNTIL = 80;

    private static final Pattern MAIL = Pattern.compile("[^\\s@<>\"',;:()]+@[^\\s@<>\"',;:()]+\\.[^\\s@<>\"',;:().]+");
    private static final Pattern WEB = Pattern.compile("https?://[^\\s<>\"'@]+");

    /** Nothing of one's own. */
    public static final MaintenanceWords NONE = new MaintenanceWords("", "", "", "");

    /** Takes blanks from the ends, and refuses what {@link #wrong} names. */
    public MaintenanceWords {
        title = title.strip();
        text = text.strip();
        contact = contact.strip();
        until = until.strip();
        Set<Field> wrong = wrong(title, text, contact, until);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("words of the maintenance page: " + wrong);
        }
    }

    /** A part of the words. */
    public enum Field {
        /** The title. */
        TITLE,
        /** The text. */
        TEXT,
        /** Where to ask. */
        CONTACT,
        /** When the site is expected back. */
        UNTIL
    }

    /** The parts that are too long, have line breaks or other control characters where none belong, or are no address. */
    public static Set<Field> wrong(String title, String text, String contact, String until) {
        Set<Field> wrong = EnumSet.noneOf(Field.class);
        if (title.strip().length() > LONGEST_TITLE || hasControls(title.strip())) {
            wrong.add(Field.TITLE);
        }
        if (text.strip().length() > LONGEST_TEXT || hasControls(text.replaceAll("[\\r\\n\\t]", ""))) {
            wrong.add(Field.TEXT);
        }
        String address = contact.strip();
        boolean known = MAIL.matcher(address).matches() || WEB.matcher(address).matches();
        if (address.length() > LONGEST_CONTACT || (!address.isEmpty() && !known)) {
            wrong.add(Field.CONTACT);
        }
        if (until.strip().length() > LONGEST_UNTIL || hasControls(until.strip())) {
            wrong.add(Field.UNTIL);
        }
        return wrong;
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    /** Whether there is nothing of one's own. No name of a property: it is not kept. */
    public boolean nothing() {
        return title.isEmpty() && text.isEmpty() && contact.isEmpty() && until.isEmpty();
    }
}
