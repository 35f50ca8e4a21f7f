package app.greenroom.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * These tests need a real sshd. Without one they do not run, which the build says in its last lines; with
 * {@code GREENROOM_REQUIRE_SSHD=1} in the environment they fail.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresSshd.Condition.class)
public @interface RequiresSshd {
    /** Looks for the program. */
    final class Condition implements ExecutionCondition {
        private static final Path NOT_RUN = Path.of("target", "not-run.txt");

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (OpenSshServer.isInstalled()) {
                return ConditionEvaluationResult.enabled("sshd is installed");
            }
            if ("1".equals(System.getenv("GREENROOM_REQUIRE_SSHD"))) {
                throw new IllegalStateException("sshd is not installed, and GREENROOM_REQUIRE_SSHD=1 wants it");
            }
            if (context.getTestMethod().isEmpty()) {
                note(context.getRequiredTestClass().getSimpleName() + ": not run, sshd is not installed\n");
            }
            return ConditionEvaluationResult.disabled("sshd is not installed");
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
}
