package app.greenroom.domain.instance;

import java.util.List;

/**
 * A judgement on facts. Title, explanation and advice come from the bundle under {@code finding.CODE}.
 *
 * @param code what was judged
 * @param severity how grave
 * @param arguments fill the placeholders of its words
 */
public record Finding(FindingCode code, Severity severity, List<String> arguments) {
    /** Copies the list. */
    public Finding {
        arguments = List.copyOf(arguments);
    }

    /** A finding with its arguments. */
    public static Finding of(FindingCode code, Severity severity, String... arguments) {
        return new Finding(code, severity, List.of(arguments));
    }
}
