package app.greenroom.viewmodel.server;

import app.greenroom.operation.Servers.Check;
import app.greenroom.text.CheckText;
import app.greenroom.viewmodel.FailureNote;
import app.greenroom.viewmodel.Tone;
import app.greenroom.viewmodel.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the checks of a connection test into rows; those that did not come to their turn stay waiting. */
final class CheckRows {
    private static final List<String> CODES =
            List.of("REACH", "HOST_KEY", "SIGN_IN", "ELEVATION", "SHELL", "PYTHON", "PRETALX", "DISK", "CLOCK");

    private final Words words;
    private final CheckText text;

    CheckRows(Words words) {
        this.words = words;
        this.text = new CheckText(words.messages());
    }

    List<CheckRow> waiting() {
        return of(List.of());
    }

    /** The rows of a test that has ended, or was ended. */
    List<CheckRow> of(List<Check> checks) {
        List<CheckRow> rows = new ArrayList<>();
        for (String code : CODES) {
            Optional<Check> check =
                    checks.stream().filter(each -> each.code().equals(code)).findFirst();
            rows.add(check.map(this::row).orElseGet(() -> new CheckRow(Tone.WAITING, text.title(code), "", "")));
        }
        return rows;
    }

    /** The rows of a test that goes on: the first one without a result is under way. */
    List<CheckRow> soFar(List<Check> checks) {
        List<CheckRow> rows = of(checks);
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).tone() == Tone.WAITING) {
                rows.set(i, new CheckRow(Tone.RUNNING, rows.get(i).title(), "", ""));
                break;
            }
        }
        return rows;
    }

    private CheckRow row(Check check) {
        Optional<FailureNote> failure = check.failure().map(reason -> FailureNote.of(reason, words));
        String detail = text.detail(check.code(), check.result().name(), check.arguments());
        return new CheckRow(
                switch (check.result()) {
                    case PASSED -> Tone.OK;
                    case LIMITED -> Tone.ATTENTION;
                    case FAILED -> Tone.PROBLEM;
                },
                text.title(check.code()),
                failure.map(FailureNote::sentence).orElse(detail),
                failure.map(FailureNote::advice).orElse(""));
    }
}
