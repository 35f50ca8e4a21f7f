package app.greenroom.viewmodel.server;

import app.greenroom.operation.Servers.Check;
import app.greenroom.operation.Servers.ConnectionTest;
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

    CheckRows(Words words) {
        this.words = words;
    }

    List<CheckRow> waiting() {
        return of(new ConnectionTest(List.of(), List.of()));
    }

    List<CheckRow> of(ConnectionTest test) {
        List<CheckRow> rows = new ArrayList<>();
        for (String code : CODES) {
            Optional<Check> check = test.checks().stream()
                    .filter(each -> each.code().equals(code))
                    .findFirst();
            rows.add(check.map(this::row).orElseGet(() -> new CheckRow(Tone.WAITING, title(code), "", "")));
        }
        return rows;
    }

    private String title(String code) {
        return words.messages().has("check." + code) ? words.get("check." + code) : code;
    }

    private CheckRow row(Check check) {
        Optional<FailureNote> failure = check.failure().map(reason -> FailureNote.of(reason, words));
        String key = "check." + check.code() + "." + check.result();
        String text = words.messages().has(key) ? words.messages().get(key, check.arguments()) : "";
        return new CheckRow(
                switch (check.result()) {
                    case PASSED -> Tone.OK;
                    case LIMITED -> Tone.ATTENTION;
                    case FAILED -> Tone.PROBLEM;
                },
                title(check.code()),
                failure.map(FailureNote::sentence).orElse(text),
                failure.map(FailureNote::advice).orElse(""));
    }
}
