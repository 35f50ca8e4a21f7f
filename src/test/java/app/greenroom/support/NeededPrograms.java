package app.greenroom.support;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Decides about tests that need a program which not every computer has: they do not run without it, which the build says
 * in its last lines, and fail instead where a variable of the environment wants them.
 */
final class NeededPrograms {
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
            NotRun.note(context.getRequiredTestClass().getSimpleName(), program + " is not installed");
        }
        return ConditionEvaluationResult.disabled(program + " is not installed");
    }
}
