package app.greenroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.FindingCode;
import app.greenroom.domain.instance.Severity;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The sentence that stands before all figures. */
class HealthSentenceTest {
    private final HealthSentence sentence = new HealthSentence(new Messages(Locale.ENGLISH));

    private static Finding finding(FindingCode code, Severity severity) {
        return Finding.of(code, severity);
    }

    @Test
    void saysWhetherTheSiteWorksAndHowMuchIsToDo() {
        Finding works = finding(FindingCode.HEALTHCHECK, Severity.OK);
        assertThat(sentence.of(List.of(works))).isEqualTo("The site works. Nothing wants your attention.");
        assertThat(sentence.of(List.of(works, finding(FindingCode.VERSION, Severity.ATTENTION))))
                .isEqualTo("The site works. One thing wants your attention.");
        assertThat(sentence.of(List.of(
                        works,
                        finding(FindingCode.VERSION, Severity.ATTENTION),
                        finding(FindingCode.DISK, Severity.ATTENTION))))
                .isEqualTo("The site works. 2 things want your attention.");
    }

    @Test
    void problemsComeBeforeAttention() {
        assertThat(sentence.of(List.of(
                        finding(FindingCode.HEALTHCHECK, Severity.PROBLEM),
                        finding(FindingCode.VERSION, Severity.ATTENTION))))
                .isEqualTo("The site does not work. One problem needs you now.");
    }

    @Test
    void unknownIsNeverFine() {
        assertThat(sentence.of(List.of(finding(FindingCode.HEALTHCHECK, Severity.UNKNOWN))))
                .isEqualTo("It is not known whether the site works. One part could not be found out.");
        assertThat(sentence.of(List.of(
                        finding(FindingCode.HEALTHCHECK, Severity.UNKNOWN),
                        finding(FindingCode.WEB_SERVICE, Severity.OK))))
                .isEqualTo("The site works. One part could not be found out.");
    }
}
