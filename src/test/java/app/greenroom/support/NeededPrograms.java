package app.greenroom.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Decides about tests that need a program which not every computer has: they do not run without it, which the build says
 * in its last lines, and fail instead where a variable of the environment wants them.
 */
final class NeededPrograms {
    private static final Path NOT_RUN = Path.of("target", "not-run.txt");

    private NeededPrograms() {}

    static ConditionEvaluationResult decide(
            ExtensionContext context, boolean installed, String program, String variable) {
        if (installed) {
            return ConditionEvaluationResult.enabled(program + " is installed");
        }
        if ("1".equals(System.getenv(variable))) {
            throw new IllegalStateException(program + " is not installed, and " + variable + "=1 wants it");
        }
        if (context.getTestMethod().isEmpty()) {
            note(context.getRequiredTestClass().getSimpleName() + ": not run, " + program + " is not installed\n");
        }
        return ConditionEvaluationResult.disabled(program + " is not installed");
    }

    private static void note(String line) {
        try {
            Files.createDirectories(NOT_RUN.getParent());
            Files.writeString(NOT_RUN, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
