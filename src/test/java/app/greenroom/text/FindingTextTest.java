package app.greenroom.text;

import static org.assertj.core.api.Assertions.assertThat;

import app.greenroom.domain.instance.Finding;
import app.greenroom.domain.instance.FindingCode;
import app.greenroom.domain.instance.Severity;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Findings in words. */
class FindingTextTest {
    private final FindingText text = new FindingText(new Messages(Locale.ENGLISH));

    @Test
    void numbersBecomeSizesAndAges() {
        assertThat(text.title(Finding.of(FindingCode.DISK, Severity.ATTENTION, "/srv", "734003200", "4", "90000")))
                .isEqualTo("Only 734 MB are free below /srv (4 %)");
        assertThat(text.title(Finding.of(FindingCode.LAST_SNAPSHOT, Severity.OK, "7200")))
                .isEqualTo("The last snapshot was taken 2 hours ago");
        assertThat(text.title(Finding.of(FindingCode.DATABASE, Severity.OK, "POSTGRESQL", "17.6", "13891251")))
                .isEqualTo("PostgreSQL 17.6 answers, it holds 14 MB");
        assertThat(text.title(Finding.of(FindingCode.CLOCK, Severity.ATTENTION, "-300")))
                .isEqualTo("The clock of the server is off by 5 minutes");
    }

    @Test
    void kindsHaveWordsOfTheirOwn() {
        assertThat(text.title(Finding.of(FindingCode.HEALTHCHECK, Severity.PROBLEM, "0", "3")))
                .isEqualTo("The site does not answer");
        assertThat(text.title(Finding.of(FindingCode.HEALTHCHECK, Severity.PROBLEM, "502", "3")))
                .isEqualTo("The site is not healthy, it answers 502");
        assertThat(text.title(Finding.of(FindingCode.VERSION, Severity.UNKNOWN, "2025.2.2", "")))
                .isEqualTo("pretalx 2025.2.2 is installed, the newest release is not known");
        assertThat(text.title(Finding.of(FindingCode.LAST_SNAPSHOT, Severity.ATTENTION, "")))
                .isEqualTo("There is no snapshot on this computer");
    }

    @Test
    void theUnknownIsSaidToBeUnknown() {
        assertThat(text.title(Finding.of(FindingCode.HEALTHCHECK, Severity.UNKNOWN, "", "")))
                .isEqualTo("It is not known whether the site is healthy");
    }
}
