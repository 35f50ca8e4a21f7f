package app.greenroom.domain.server;

import java.util.Arrays;

/** A password or passphrase in memory. Never printed: {@link #toString()} shows stars. */
public final class Secret {
    private final char[] characters;

    private Secret(char[] characters) {
        this.characters = characters;
    }

    /** Takes a copy of the characters. */
    public static Secret of(char[] characters) {
        return new Secret(characters.clone());
    }

    /** Takes the characters of a string, for input that arrives as one. */
    public static Secret of(String text) {
        return new Secret(text.toCharArray());
    }

    /** A copy of the characters; the caller clears it after use. */
    public char[] characters() {
        return characters.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && Arrays.equals(characters, secret.characters);
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "***";
    }
}
