package app.greenroom.cli.session;

import app.greenroom.domain.server.ServerText;

/** Text of a server, made safe to print: a terminal obeys control characters. */
public final class Printable {
    private Printable() {}

    /** A line without control characters; of text that was overwritten in place, what is seen last. */
    public static String line(String text) {
        String whole = text.stripTrailing();
        String last = whole.substring(whole.lastIndexOf('\r') + 1);
        return ServerText.lines(
                last.replaceAll("\033\\[[0-9;?]*[ -/]*[@-~]", "").replaceAll("[\\p{Cc}&&[^\t]]", ""));
    }
}
