package io.rollcall.replay.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkupTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            plain,            plain
            a & b,            a &amp; b
            <b>,              &lt;b&gt;
            "x",              &quot;x&quot;
            it's,             it&#39;s
            &lt;,             &amp;lt;
            é → 🚀,           é → 🚀
            """)
    void shouldBeTextAndNothingElseWhenEscaped(String raw, String escaped) {
        assertThat(Markup.text(raw)).isEqualTo(escaped);
    }

    @ParameterizedTest
    @CsvSource({"0", "1b", "7f", "85", "d800", "dfff"})
    void shouldReplaceWhatAPageCannotHold(String code) {
        String raw = "a" + (char) Integer.parseInt(code, 16) + "b";

        assertThat(Markup.text(raw)).isEqualTo("a\uFFFDb");
    }
}
