package app.greenroom.viewmodel.backup;

/** Makes names that come from a server fit to be shown: what would break the line or turn its direction is replaced. */
final class Printable {
    private Printable() {}

    /** The same text without control characters and marks that change the direction of writing. */
    static String line(String raw) {
        StringBuilder line = new StringBuilder();
        raw.codePoints()
                .map(each ->
                        Character.isISOControl(each) || Character.getType(each) == Character.FORMAT ? '\uFFFD' : each)
                .forEach(line::appendCodePoint);
        return line.toString();
    }
}
