package app.greenroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every command and every option is explained, with examples. */
class HelpTest {
    private final World world = new World();

    private static List<CommandLine> all(CommandLine line) {
        List<CommandLine> all = new ArrayList<>(List.of(line));
        line.getSubcommands().values().forEach(each -> all.addAll(all(each)));
        return all;
    }

    private CommandLine program() {
        return new CommandLineFace(
                        world,
                        world.terminal,
                        new app.greenroom.text.Messages(Locale.ENGLISH),
                        java.time.Clock.systemUTC(),
                        java.util.Map.of(),
                        "1.2.3")
                .commandLine(world.interrupt);
    }

    @Test
    void everyCommandHasAHeaderAndExamples() {
        for (CommandLine line : all(program())) {
            var usage = line.getCommandSpec().usageMessage();
            String name = line.getCommandSpec().qualifiedName(" ");
            assertThat(usage.header()).as("header of " + name).isNotEmpty();
            assertThat(usage.footer()).as("examples of " + name).isNotEmpty();
            assertThat(usage.footer())
                    .as("examples of " + name)
                    .allMatch(example -> example.startsWith("  ") && example.length() <= 80);
        }
    }

    @Test
    void everyOptionAndParameterIsExplained() {
        for (CommandLine line : all(program())) {
            String name = line.getCommandSpec().qualifiedName(" ");
            for (ArgSpec arg : line.getCommandSpec().args()) {
                String what = arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
                assertThat(arg.description()).as(name + " " + what).isNotEmpty();
            }
        }
    }

    @Test
    void theHelpReadsWell() throws IOException {
        Golden.check("help", world, "--help");
        world.terminal = new FakeTerminal();
        Golden.check("help-server-add", world, "server", "add", "--help");
        world.terminal = new FakeTerminal();
        Golden.check("help-status", world, "status", "-h");
        world.terminal = new FakeTerminal();
        Golden.check("help-server", world, "server", "--help");
    }

    @Test
    void everyCommandAnswersHelpWithoutOpeningAnything() {
        Stream<String[]> commands = all(program()).stream()
                .map(line -> (line.getCommandSpec().qualifiedName(" ").replaceFirst("^greenroom ?", "") + " --help")
                        .strip()
                        .split(" "));
        assertThat(commands).allSatisfy(command -> {
            world.terminal = new FakeTerminal();
            assertThat(world.run(command)).isZero();
            assertThat(world.terminal.result()).contains("Usage: greenroom");
        });
    }

    @Test
    void aWrongCommandSaysWhereTheHelpIs() throws IOException {
        Golden.check("usage-unknown-option", world, "status", "--stict");
        world.terminal = new FakeTerminal();
        Golden.check("usage-unknown-command", world, "statsu");
        world.terminal = new FakeTerminal();
        Golden.check("usage-missing", world, "server", "show");
        world.terminal = new FakeTerminal();
        Golden.check("usage-bad-value", world, "server", "add", "talks", "--port", "many");
        world.terminal = new FakeTerminal();
        Golden.check("usage-two-ways", world, "server", "add", "talks", "--agent", "--key", "k");
        world.terminal = new FakeTerminal();
        Golden.check("usage-json", world, "status", "--stict", "--json");
    }

    @Test
    void withoutACommandTheWindowOpens() {
        assertThat(world.run()).isZero();
        assertThat(world.windows).containsExactly(false);
        assertThat(world.run("server")).isEqualTo(2);
    }
}
