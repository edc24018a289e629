package io.rollcall.replay.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The report for those who do not see as others do, for small screens, and against those who wish its reader ill. */
@ExtendWith(InABrowser.class)
class ReportForEverybodyIT {

    private static final double AA = 4.5;
    private static final Set<String> NEED_NAMES =
            Set.of("button", "link", "combobox", "searchbox", "listbox", "option", "dialog", "grid", "columnheader");

    @TempDir
    private Path directory;

    private final Browser browser;

    ReportForEverybodyIT(Browser browser) {
        this.browser = browser;
    }

    /** All but the half of a surrogate pair, which the protocol to the browser cannot carry back. */
    static List<String> mischief() {
        return SampleMischief.TEXTS.stream()
                .filter(text -> UTF_8.newEncoder().canEncode(text))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("mischief")
    void shouldShowTextAsTextWhenItLooksLikeMarkup(String text) throws Exception {
        // When
        ReportPage page = ReportPage.open(browser, directory, SampleMischief.document(text));
        page.clickAtOnce("#table tr[data-row='0']");

        // Then
        assertThat(browser.run("return window.caught ?? null")).isNull();
        assertThat(page.count("script")).isEqualTo(2);
        assertThat(page.count("img, iframe, object, embed, base, form, main style"))
                .isZero();
        assertThat(page.text("h1")).isEqualTo(text.replace('\u0000', '\uFFFD').replace('\u001b', '\uFFFD'));
        assertThat(page.text("#story h2")).isEqualTo(text + "/" + text);
        assertThat(page.texts("#story .line .text")).hasSize(8).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void shouldStandOutFromItsGroundWhateverTheTheme(String theme) throws Exception {
        // Given
        ReportPage page = ReportPage.open(browser, directory, SampleNight.document());
        browser.prefer(theme);

        // When
        page.clickAtOnce("#table tr[data-row='0']");

        // Then
        assertThat(poorTexts("body")).isEmpty();
        for (int incident = 1; incident <= 5; incident++) {
            page.clickAtOnce("#incident-" + incident + " .actions button");
            assertThat(poorTexts("#chart")).as("around incident %d", incident).isEmpty();
        }
    }

    /** The texts that stand out too little. */
    private List<?> poorTexts(String within) throws IOException {
        return (List<?>) browser.run(resource("contrast.js"), AA, within);
    }

    @Test
    void shouldNameEverythingThatCanBeOperatedWhenReadAloud() throws Exception {
        // Given
        ReportPage page = ReportPage.open(browser, directory, SampleNight.document());
        page.click("#table tr[data-row='0']");

        // When
        List<?> nodes = (List<?>)
                browser.command("Accessibility.getFullAXTree", Map.of()).get("nodes");

        // Then
        List<Spoken> spoken =
                nodes.stream().map(node -> Spoken.of((Map<?, ?>) node)).toList();
        assertThat(spoken)
                .filteredOn(
                        each -> NEED_NAMES.contains(each.role()) && each.name().isBlank())
                .isEmpty();
        assertThat(spoken)
                .contains(
                        new Spoken("group", "Timeline"),
                        new Spoken("grid", "Images"),
                        new Spoken("dialog", "infra/golden-windows-2019"),
                        new Spoken("listbox", "Lanes: 6 rows by namespace"),
                        new Spoken("option", "infra, 42 images, at most 34 lost at once, closed"),
                        new Spoken(
                                "button",
                                "Incident 2: Storage gone, dvcr.d8-virtualization.svc, from 03:12:02. Zoom to it."));
    }

    private record Spoken(String role, String name) {
        private static Spoken of(Map<?, ?> node) {
            return new Spoken(value(node.get("role")), value(node.get("name")));
        }

        private static String value(Object holder) {
            return holder instanceof Map<?, ?> map ? String.valueOf(map.get("value")) : "";
        }
    }

    @Test
    void shouldBeDarkWhenTheSystemIsOrTheSwitchSaysSo() throws Exception {
        // Given
        String background = "return getComputedStyle(document.body).backgroundColor";
        ReportPage page = ReportPage.open(browser, directory, SampleNight.document());
        assertThat(browser.run(background)).isEqualTo("rgb(251, 251, 250)");

        // When
        browser.prefer("dark");
        // Then
        assertThat(browser.run(background)).isEqualTo("rgb(19, 22, 25)");
        page.until("return document.getElementById('theme').getAttribute('aria-pressed') === 'true'");

        // When
        page.click("#theme");
        // Then
        assertThat(browser.run(background)).isEqualTo("rgb(251, 251, 250)");
    }

    @Test
    void shouldFitAPhone() throws Exception {
        // Given
        ReportPage page = ReportPage.open(browser, directory, SampleNight.document());

        // When
        browser.sized(420, 900, () -> {
            // Then
            page.until("return document.documentElement.scrollWidth <= innerWidth");
            page.until("return document.querySelector('#loss svg').getBoundingClientRect().right <= innerWidth");
            browser.picture("phone");
        });
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = requireNonNull(ReportForEverybodyIT.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
