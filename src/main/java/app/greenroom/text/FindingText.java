package app.greenroom.text;

import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.FindingCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a finding into words. Keys are {@code finding.CODE.SEVERITY.title} and {@code .advice}; a finding that comes in
 * kinds can have words of its own for one of them, {@code finding.CODE.SEVERITY.KIND.title}.
 */
public final class FindingText {
    private static final int MOST_ARGUMENTS = 4;

    private final Messages messages;
    private final Amounts amounts;

    /** Findings in the language of the messages. */
    public FindingText(Messages messages) {
        this.messages = messages;
        this.amounts = new Amounts(messages);
    }

    /** One line that says what was found. */
    public String title(Finding finding) {
        return words(finding, ".title");
    }

    /** What it means and what to do; empty where there is nothing to do. */
    public String advice(Finding finding) {
        return words(finding, ".advice");
    }

    /** Whether there are words for a finding; a test keeps this true. */
    public boolean has(Finding finding) {
        String key = "finding." + finding.code() + "." + finding.severity();
        return messages.has(key + ".title") && messages.has(key + ".advice");
    }

    private String words(Finding finding, String what) {
        String key = "finding." + finding.code() + "." + finding.severity();
        String kind = key + "." + kind(finding) + what;
        return messages.get(messages.has(kind) ? kind : key + what, arguments(finding));
    }

    /** What tells kinds of one finding apart, in letters and digits. */
    private static String kind(Finding finding) {
        List<String> arguments = finding.arguments();
        return switch (finding.code()) {
            case HEALTHCHECK, REDIS, DATABASE, LAST_SNAPSHOT ->
                arguments.isEmpty() || arguments.get(0).isEmpty() ? "none" : arguments.get(0);
            case PLUGINS -> arguments.isEmpty() ? "none" : arguments.get(0);
            case WEB_SERVICE, WORKER_SERVICE, UNFINISHED_JOB ->
                arguments.size() < 2 || arguments.get(1).isEmpty() ? "none" : arguments.get(1);
            case SCHEDULE, SCHEDULE_LATE ->
                arguments.isEmpty() || arguments.get(0).isEmpty() ? "first" : "none";
            case SCHEDULE_FAILED, SCHEDULE_SKIPPED -> arguments.isEmpty() ? "none" : arguments.get(0);
            case VERSION, RUNNING_VERSION ->
                arguments.isEmpty() || arguments.get(0).isEmpty() ? "none" : "known";
            default -> "none";
        };
    }

    private List<String> arguments(Finding finding) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < finding.arguments().size(); i++) {
            words.add(argument(finding, i));
        }
        while (words.size() < MOST_ARGUMENTS) {
            words.add(amounts.unknown());
        }
        return words;
    }

    private String argument(Finding finding, int index) {
        String raw = finding.arguments().get(index);
        if (raw.isEmpty()) {
            return amounts.unknown();
        }
        return switch (finding.code()) {
            case DISK -> index == 1 ? amounts.size(Long.parseLong(raw)) : raw;
            case DATABASE -> databaseArgument(index, raw);
            case CLOCK -> index == 0 ? amounts.duration(Duration.ofSeconds(Long.parseLong(raw))) : raw;
            case LAST_SNAPSHOT, SCHEDULE, SCHEDULE_LATE ->
                index == 0 ? amounts.age(Duration.ofSeconds(Long.parseLong(raw))) : raw;
            case SCHEDULE_FAILED, SCHEDULE_SKIPPED -> scheduleArgument(finding, index, raw);
            default -> raw;
        };
    }

    private String scheduleArgument(Finding finding, int index, String raw) {
        return switch (index) {
            case 1, 3 -> amounts.age(Duration.ofSeconds(Long.parseLong(raw)));
            case 2 ->
                finding.code() == FindingCode.SCHEDULE_SKIPPED
                                && finding.arguments().get(0).equals("space")
                        ? amounts.size(Long.parseLong(raw))
                        : raw;
            default -> raw;
        };
    }

    private String databaseArgument(int index, String raw) {
        return switch (index) {
            case 0 -> messages.get("finding.DATABASE.kind." + raw);
            case 2 -> amounts.size(Long.parseLong(raw));
            default -> raw;
        };
    }
}
