package app.greenroom.operation.backup;

import java.io.IOException;

/** What a server sent is not what was asked for. */
public final class BadAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    public BadAnswerException(String message) {
        super(message);
    }
}
