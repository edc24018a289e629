package io.rollcall.replay.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.replay.incident.IncidentDocument;
import io.rollcall.replay.incident.Summary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportTest {

    private static final Pattern TAG = Pattern.compile("<[/!a-zA-Z][^>]*>");
    private static final Pattern DATA = Pattern.compile("id=\"data\">([^<]*)</script>");
    private static final Pattern SCRIPT = Pattern.compile("(?s)<script type=\"module\">(.*)</script>");
    private static final Pattern STYLE = Pattern.compile("(?s)<style>(.*)</style>");

    static Stream<String> mischief() {
        return SampleMischief.TEXTS.stream();
    }

    @Test
    void shouldWriteTheSameCharactersWhenTheDocumentIsTheSame() {
        assertThat(Samples.report(SampleNight.document())).isEqualTo(Samples.report(SampleNight.document()));
    }

    @Test
    void shouldHoldTheWholeDocumentWhenUnpacked() throws IOException {
        // Given
        IncidentDocument night = SampleNight.document();

        // When
        byte[] packed = Base64.getDecoder().decode(found(DATA, Samples.report(night)));

        // Then
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            assertThat(plain.readAllBytes()).isEqualTo(night.toJson());
        }
    }

    @ParameterizedTest
    @MethodSource("mischief")
    void shouldHaveTheTagsOfAnyReportWhenATextLooksLikeMarkup(String text) {
        // Given
        List<String> innocent = tags(Samples.report(SampleMischief.document("innocent")));

        // When
        String page = Samples.report(SampleMischief.document(text));

        // Then
        assertThat(tags(page)).isEqualTo(innocent);
        assertThat(new String(page.getBytes(UTF_8), UTF_8))
                .as("what a file would hold")
                .isEqualTo(page);
        assertThat(page).doesNotContain("\u0000", "\u001b");
    }

    @Test
    void shouldAllowItsOwnScriptAndStyleAloneWhenOpened() throws Exception {
        // When
        String page = Samples.report(SampleNight.document());

        // Then
        assertThat(page)
                .contains("default-src 'none'")
                .contains("script-src 'sha256-" + sha256(found(SCRIPT, page)) + "';")
                .contains("style-src 'sha256-" + sha256(found(STYLE, page)) + "';")
                .doesNotContain("unsafe-");
    }

    @Test
    void shouldNameNoOtherPlaceWhenWritten() {
        String page = Samples.report(SampleMischief.document("innocent"));

        assertThat(page.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContainIgnoringCase("http:", "https:", "@import", "@font-face", " src=", "fetch(", "innerHTML");
        assertThat(Pattern.compile("url\\((?!#)").matcher(page).find()).isFalse();
    }

    @Test
    void shouldBeReadableWithoutScriptsWhenPreviewedInAMail() {
        // When
        String page = Samples.report(SampleNight.document());

        // Then
        assertThat(page)
                .contains("<title>Incident report: prod-eu-1, 2026-11-20T02:30:00Z</title>")
                .contains("<h1 id=\"headline\">201 images were lost and 200 recovered between")
                .contains("<h3>2 · dvcr.d8-virtualization.svc</h3><p>2026-11-20T03:12:02Z: 200 images of")
                .contains("<div class=\"alarm\"><dt>still lost</dt><dd>1</dd></div>")
                .contains("All 10,381 decisions come out the same when made again by the rules.");
    }

    @Test
    void shouldFoldSentencesAwayWhenThereAreMany() {
        // Given
        List<String> sentences =
                IntStream.range(0, 20).mapToObj(i -> "Sentence <" + i + ">.").toList();
        IncidentDocument night = SampleNight.document();

        // When
        String page = Samples.report(Samples.document(
                night.from(),
                night.to(),
                new Summary(sentences, 0, 0, 3, 0, 0, 0),
                List.of(),
                List.of(),
                List.of(),
                null));

        // Then
        assertThat(page)
                .contains("<h1 id=\"headline\">Sentence &lt;0&gt;.</h1>")
                .contains(
                        "<p>Sentence &lt;6&gt;.</p><details><summary>13 sentences more</summary><p>Sentence &lt;7&gt;.</p>");
    }

    @Test
    void shouldStaySmallAndBeWrittenSoonWhenADayWithTwoThousandImagesWentBadly() {
        // Given
        IncidentDocument day = SampleDay.document(2000);

        // When
        long begun = System.nanoTime();
        String page = Samples.report(day);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        // Then
        int size = page.getBytes(UTF_8).length;
        System.out.printf(
                "report of 2,000 images x 24 h: %.2f MB (its JSON: %.1f MB), written in %d ms%n",
                size / 1e6, day.toJson().length / 1e6, took.toMillis());
        assertThat(size).isLessThan(5_000_000);
        assertThat(took).isLessThan(Duration.ofSeconds(5));
    }

    private static List<String> tags(String page) {
        String outside = SCRIPT.matcher(STYLE.matcher(page).replaceAll("")).replaceAll("");
        return TAG.matcher(outside).results().map(MatchResult::group).toList();
    }

    private static String found(Pattern pattern, String page) {
        return pattern.matcher(page).results().findFirst().orElseThrow().group(1);
    }

    private static String sha256(String text) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }
}
