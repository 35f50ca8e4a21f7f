package app.greenroom.operation.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pages of the web as plain text. */
class HtmlTextTest {
    @Test
    void onlyTheTextOfTheMainPartIsLeft() {
        assertThat(HtmlText.of("""
            <!doctype html><html><head><title>x</title><style>p{}</style></head><body>
            <nav><a href="/">Home</a></nav><main class=a><h1>v2026.2.1</h1>
            <p>Fixes   <b>two</b>
            problems.</p><ul><li>First &amp; foremost</li><li><a href="https://x/?a=1&b=2">Second</a><!-- <p>hidden --></li></ul>
            <script>document.write("<p>no</p>")</script></main><footer>Footer</footer></body></html>
            """))
                .containsExactly("v2026.2.1", "Fixes two problems.", "• First & foremost", "• Second");
    }

    @Test
    void markupThatIsBrokenOrHostileIsNoText() {
        assertThat(HtmlText.of("<p title='a>b' onclick=\"x>y\">one</p><script>never</scr"))
                .containsExactly("one");
        assertThat(HtmlText.of("1 < 2 & 3 > 2 &unknown; &#60;b&#62; &#x41; &#xFFFFFFFF; &#0;"))
                .containsExactly("1 < 2 & 3 > 2 &unknown; <b> A &#xFFFFFFFF;");
        assertThat(HtmlText.of("a\u202eb\u0007c\u200bd"))
                .as("turned and hidden text")
                .containsExactly("abcd");
        assertThat(HtmlText.of("<p")).isEmpty();
        assertThat(HtmlText.of("")).isEmpty();
    }

    @Test
    void itIsBounded() {
        assertThat(HtmlText.of("<p>x".repeat(10_000))).hasSize(200);
        assertThat(HtmlText.of("x".repeat(10_000)).getFirst()).hasSize(600);
    }

    @Test
    void anythingEndsAndLeavesNoControlCharacter() {
        Random random = new Random(5);
        String pieces = "<>&;\"'/!-#x p div script main li \u0000\u001b\u202e";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder page = new StringBuilder();
            for (int length = random.nextInt(200); length > 0; length--) {
                page.append(pieces.charAt(random.nextInt(pieces.length())));
            }
            assertThat(HtmlText.of(page.toString()))
                    .as(page::toString)
                    .allMatch(line -> line.chars().noneMatch(Character::isISOControl));
        }
    }
}
