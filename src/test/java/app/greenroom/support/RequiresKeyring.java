package app.greenroom.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * These tests need a Secret Service of their own (gnome-keyring-daemon and dbus-run-session). Without one they do not run, which the build says in its last lines; with
 * {@code GREENROOM_REQUIRE_KEYRING=1} in the environment they fail.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresKeyring.Condition.class)
public @interface RequiresKeyring {
    /** Looks for the program. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return NeededPrograms.decide(
                    context,
                    Stream.of("gnome-keyring-daemon", "dbus-run-session")
                            .allMatch(program -> Files.isExecutable(Path.of("/usr/bin", program))),
                    "gnome-keyring-daemon or dbus-run-session",
                    "GREENROOM_REQUIRE_KEYRING");
        }
    }
}
