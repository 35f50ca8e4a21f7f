package app.greenroom.storage.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import app.greenroom.domain.backup.SourcePath;
import app.greenroom.storage.disk.DiskTraits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of stored files on disks of every kind. */
class StoredNamesTest {
    private static final String RENAMED = "media-renamed/[0-9a-f]{32}-[A-Za-z0-9._]*";

    private final StoredNames anywhere = new StoredNames(DiskTraits.anyName());
    private final StoredNames windows = new StoredNames(new DiskTraits(true, false, true, 255));
    private final StoredNames mac = new StoredNames(new DiskTraits(true, true, false, 255));

    private static String name(StoredNames names, String path) {
        return names.nameFor("media", SourcePath.of(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a b/c:d?.png", "CON", "-rf", "caf\u00e9", "x\ny", "a.", " "})
    void linuxHoldsEveryNameThatIsText(String path) {
        assertThat(name(anywhere, path)).isEqualTo("media/" + path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CON",
                "con.txt",
                "a/aux.png",
                "COM1",
                "lpt9.log",
                "a:b",
                "a?",
                "a*b",
                "x<y",
                "a|b",
                "\"q\"",
                "tab\t",
                "dot.",
                "space ",
                "dir./x",
                "back\\slash",
                "nul"
            })
    void windowsCannotHoldSome(String path) {
        assertThat(name(windows, path)).matches(RENAMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONSOLE", "common.txt", ".hidden", "a b.png", "com10", "\u65e5\u672c.png"})
    void windowsHoldsTheOthers(String path) {
        assertThat(name(windows, path)).isEqualTo("media/" + path);
    }

    @Test
    void twinsInCaseDoNotMeetWhereTheDiskTakesThemForOne() {
        assertThat(name(mac, "Logo.png")).isEqualTo("media/Logo.png");
        assertThat(name(mac, "logo.png")).matches(RENAMED);
        assertThat(name(mac, "Logo.png")).as("asked again").isEqualTo("media/Logo.png");
        assertThat(name(anywhere, "Logo.png")).isEqualTo("media/Logo.png");
        assertThat(name(anywhere, "logo.png")).isEqualTo("media/logo.png");
    }

    @Test
    void twinsInNormalFormDoNotMeetEither() {
        assertThat(name(mac, "caf\u00e9/a")).isEqualTo("media/caf\u00e9/a");
        assertThat(name(mac, "cafe\u0301/b")).matches(RENAMED);
        assertThat(name(anywhere, "caf\u00e9/a")).isEqualTo("media/caf\u00e9/a");
        assertThat(name(anywhere, "cafe\u0301/b")).isEqualTo("media/cafe\u0301/b");
    }

    @Test
    void aFileDoesNotTakeThePlaceOfAFolder() {
        assertThat(name(mac, "Talks/a.png")).isEqualTo("media/Talks/a.png");
        assertThat(name(mac, "talks")).matches(RENAMED);
        assertThat(name(mac, "TALKS/b.png")).matches(RENAMED);
    }

    @Test
    void namesThatAreTooLongAreShortened() {
        assertThat(name(anywhere, "x".repeat(256))).matches(RENAMED).hasSizeLessThan(100);
        assertThat(name(anywhere, "\u65e5".repeat(86))).matches(RENAMED);
        assertThat(name(anywhere, "d/".repeat(2000) + "x")).matches(RENAMED);
    }

    @Test
    void whatIsNoTextIsRenamedTheSameWayEveryTime() {
        SourcePath odd = SourcePath.of("caf\u00e9.jpg".getBytes(StandardCharsets.ISO_8859_1));
        String first = anywhere.nameFor("media", odd);
        assertThat(first).matches(RENAMED).endsWith(".jpg");
        assertThat(new StoredNames(DiskTraits.anyName()).nameFor("media", odd)).isEqualTo(first);
        assertThat(odd.bytes()).isEqualTo("caf\u00e9.jpg".getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../x", "a/../b", "/x", "a//b", "", ".", "a/.", "a\0b", "x/"})
    void nothingLeadsOut(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> name(anywhere, path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", "..a", "a..", ".a/..b", "a/...", "-"})
    void dotsInNamesAreFine(String path) {
        assertThat(name(anywhere, path)).isEqualTo("media/" + path);
    }
}
