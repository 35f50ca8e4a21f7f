package app.greenroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.failure.FailureReason;
import app.greenroom.domain.instance.FindingCode;
import app.greenroom.domain.instance.PretalxSettings;
import app.greenroom.domain.instance.Severity;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code has words, no word is left over, and every language has the same keys. */
class MessagesTest {
    private static final Path FOLDER = Path.of("src/main/resources/app/greenroom/text");
    private static final Pattern LANGUAGE = Pattern.compile("([a-z]+)_([a-z]{2})\\.properties");
    private static final Pattern FINDING =
            Pattern.compile("finding\\.([A-Z_]+)\\.([A-Z]+)(\\.[a-z0-9-]+)?\\.(title|advice)");

    private final Messages messages = new Messages(Locale.ENGLISH);

    @Test
    void everyFailureHasASentenceAndAnAdvice() {
        Set<String> wanted = new TreeSet<>();
        for (FailureReason reason : FailureReason.values()) {
            wanted.add("failure." + reason);
            wanted.add("failure." + reason + ".advice");
        }
        assertThat(keys("failure")).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void everySeverityHasAName() {
        List<String> wanted =
                Arrays.stream(Severity.values()).map(each -> "severity." + each).toList();
        assertThat(keys("severity")).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void everyFindingHasWordsAndNoWordsAreLeftOver() {
        Set<String> codes = new TreeSet<>();
        for (String key : keys("finding")) {
            if (key.startsWith("finding.DATABASE.kind.")) {
                PretalxSettings.Kind.valueOf(key.substring("finding.DATABASE.kind.".length()));
                continue;
            }
            Matcher matcher = FINDING.matcher(key);
            assertThat(matcher.matches()).as(key).isTrue();
            codes.add(FindingCode.valueOf(matcher.group(1)).name());
            Severity.valueOf(matcher.group(2));
            String twin = key.endsWith(".title")
                    ? key.replaceFirst("title$", "advice")
                    : key.replaceFirst("advice$", "title");
            assertThat(messages.has(twin)).as(twin).isTrue();
            assertThat(messages.has(key.replaceFirst("(\\.[A-Z]+)\\.[a-z0-9-]+(\\.(title|advice))$", "$1$2")))
                    .as("words for every kind beside " + key)
                    .isTrue();
        }
        assertThat(codes)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(FindingCode.values()).map(Enum::name).toList());
    }

    @Test
    void everyFileIsAnAreaAndHoldsOnlyItsOwnKeys() throws IOException {
        for (Path file : files()) {
            String area = file.getFileName().toString().replaceFirst("(_[a-z]{2})?\\.properties$", "");
            assertThat(Messages.AREAS).contains(area);
            assertThat(keys(file)).as(file.toString()).allMatch(key -> key.startsWith(area + "."));
        }
    }

    @Test
    void everyPatternIsWellFormed() throws IOException {
        for (Path file : files()) {
            Properties words = load(file);
            for (String key : words.stringPropertyNames()) {
                String pattern = words.getProperty(key);
                assertThat(new MessageFormat(pattern, Locale.ENGLISH)).as(key).isNotNull();
                assertThat(pattern.replace("''", ""))
                        .as("single apostrophe in " + key)
                        .doesNotContain("'");
            }
        }
    }

    @Test
    void everyLanguageHasTheSameKeys() throws IOException {
        for (Path file : files()) {
            Matcher matcher = LANGUAGE.matcher(file.getFileName().toString());
            if (matcher.matches()) {
                assertThat(keys(file))
                        .as(file.toString())
                        .containsExactlyInAnyOrderElementsOf(keys(FOLDER.resolve(matcher.group(1) + ".properties")));
            }
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".properties")).toList();
        }
    }

    private List<String> keys(String area) {
        List<String> keys = new ArrayList<>(messages.bundle().keySet());
        keys.removeIf(key -> !key.startsWith(area + "."));
        return keys;
    }

    private static Set<String> keys(Path file) throws IOException {
        return load(file).stringPropertyNames();
    }

    private static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
