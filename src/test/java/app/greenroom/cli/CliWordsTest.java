package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.failure.OperationFailedException;
import app.greenroom.domain.job.JobState;
import app.greenroom.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No word is missing or left over, and what commands advise can be typed. */
class CliWordsTest {
    private static final Path SOURCES = Path.of("src/main/java/app/greenroom/cli");
    private static final Pattern LITERAL = Pattern.compile("\"(cli\\.[A-Za-z0-9_.-]+)\"");

    private final Messages messages = new Messages(Locale.ENGLISH);
    private final World world = new World();

    private static Set<String> literals() throws IOException {
        Set<String> literals = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher matcher = LITERAL.matcher(Files.readString(file));
                while (matcher.find()) {
                    literals.add(matcher.group(1));
                }
            }
        }
        return literals;
    }

    @Test
    void everyWordThatIsUsedIsThere() throws IOException {
        // a literal that ends with a dot gets a code behind it
        assertThat(literals())
                .hasSizeGreaterThan(100)
                .filteredOn(key -> !key.endsWith("."))
                .allMatch(messages::has);
    }

    @Test
    void noWordIsLeftOver() throws IOException {
        Set<String> literals = literals();
        List<String> left = new ArrayList<>();
        for (String key : messages.bundle().keySet()) {
            boolean used = literals.stream()
                    .anyMatch(literal -> literal.endsWith(".") ? key.startsWith(literal) : key.equals(literal));
            if (key.startsWith("cli.") && !used) {
                left.add(key);
            }
        }
        assertThat(left).isEmpty();
    }

    @Test
    void everyFailureSaysWhatHappenedAndWhatToDo() {
        for (FailureReason reason : FailureReason.values()) {
            world.servers.with("talks", "main");
            world.inspections.fails("talks", new OperationFailedException(reason, "a detail", "one", "two"));
            world.terminal = new FakeTerminal();
            world.run("status", "talks", "--json");
            assertThat(world.terminal.result())
                    .as(reason.name())
                    .contains("\"reason\" : \"" + reason + "\"")
                    .doesNotContain("\"sentence\" : \"\"", "\"advice\" : \"\"");
        }
    }

    @Test
    void everyCommandThatIsAdvisedCanBeTyped() {
        List<String> advised = new ArrayList<>();
        for (String key : messages.bundle().keySet()) {
            if (key.startsWith("cli.next.")) {
                advised.add(messages.get(key, "talks"));
            }
        }
        for (JobState state : JobState.values()) {
            String key = "cli.job.next." + state.word();
            if (messages.has(key)) {
                messages.get(key, "talks/main", Samples.JOB.text())
                        .lines()
                        .map(line -> line.replaceFirst("^.*?(?=greenroom )", ""))
                        .forEach(advised::add);
            }
        }
        assertThat(advised).hasSizeGreaterThan(15).allSatisfy(line -> {
            List<String> words = List.of(line.split(" "));
            assertThat(words.getFirst()).isEqualTo("greenroom");
            List<String> command = new ArrayList<>(words.subList(1, words.size()));
            command.add("--help");
            world.terminal = new FakeTerminal();
            assertThat(world.run(command.toArray(String[]::new))).as(line).isZero();
        });
    }
}
