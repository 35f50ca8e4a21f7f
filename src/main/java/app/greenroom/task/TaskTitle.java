package app.greenroom.task;

import java.util.List;

/**
 * Code and arguments of a title, worded by the bundle under {@code task.CODE}.
 *
 * @param code such as {@code backup}
 * @param arguments fill the placeholders
 */
public record TaskTitle(String code, List<String> arguments) {
    /** Copies the list. */
    public TaskTitle {
        arguments = List.copyOf(arguments);
    }

    /** A title with its arguments. */
    public static TaskTitle of(String code, String... arguments) {
        return new TaskTitle(code, List.of(arguments));
    }
}
