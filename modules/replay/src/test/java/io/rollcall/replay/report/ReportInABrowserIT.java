package io.rollcall.replay.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.replay.incident.IncidentDocument;
import io.rollcall.replay.incident.Summary;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A night's report in a real Chromium, used with a mouse and with keys. */
@ExtendWith(InABrowser.class)
class ReportInABrowserIT {

    private static final String WHOLE = "20 Nov 2026, 02:30:00 – 04:30:00 UTC (2 h)";
    private static final String FIRST_ROW = "#table tr[data-row='0'] ";

    @TempDir
    private Path directory;

    private final Browser browser;

    ReportInABrowserIT(Browser browser) {
        this.browser = browser;
    }

    private ReportPage night() throws Exception {
        return ReportPage.open(browser, directory, SampleNight.document());
    }

    @Test
    void shouldTellTheNightWhenOpened() throws Exception {
        // When
        ReportPage page = night();

        // Then
        assertThat(page.text("h1")).startsWith("201 images were lost and 200 recovered between");
        assertThat(page.texts("#incidents h3"))
                .containsExactly(
                        "1Throttledghcr.io",
                        "2Storage gonedvcr.d8-virtualization.svc",
                        "3Deleteddvcr.d8-virtualization.svc",
                        "4Credentials refusedharbor.example.com",
                        "5Registry downquay.example.net");
        assertThat(page.texts("#incident-2 dd"))
                .containsExactly(
                        "20 Nov 03:12:02",
                        "20 Nov 03:13:32, after 1 min 30 s",
                        "200",
                        "200, within 38 s, the first at 20 Nov 03:12:04",
                        "the last at 20 Nov 03:14:25");
        assertThat(page.texts("#bands .label")).first().isEqualTo("dvcr.d8-virtualization.svc");
        assertThat(page.texts("#lanes .label")).first().isEqualTo("▸ billing (41)");
        assertThat(page.text("#audit")).startsWith("✓All 10,381 decisions");
        assertThat(page.text("#what-if")).contains("wrong status saved325");
        assertThat(page.text("#others")).startsWith("166 other images had nothing to tell");
        browser.picture("incident-report");
    }

    @Test
    void shouldSayThatNothingHappenedWhenNothingDid() throws Exception {
        // Given
        IncidentDocument night = SampleNight.document();
        Summary summary = new Summary(List.of("No image was lost or recovered."), 12, 0, 240, 0, 0, 0);

        // When
        ReportPage page = ReportPage.open(
                browser,
                directory,
                Samples.document(night.from(), night.to(), summary, List.of(), List.of(), List.of(), null));

        // Then
        assertThat(page.text("#incidents")).startsWith("No incident");
        assertThat(page.text("#lanes")).isEqualTo("Nothing happened to any image.");
        assertThat(page.text("#table tbody")).isEqualTo("Nothing happened to any image.");
        assertThat(page.text("#others")).startsWith("12 images had nothing to tell");
        assertThat(page.text("#what-if")).contains("rollcall replay --policy FILE");
    }

    @Test
    void shouldNarrowTableAndLanesWhenSearched() throws Exception {
        // Given
        ReportPage page = night();

        // When
        page.press("/");
        page.press("infra GOLDEN");

        // Then
        assertThat(page.text("#matches")).isEqualTo("1 of 246 images");
        assertThat(page.text(FIRST_ROW + "td.title")).isEqualTo("infra/golden-windows-2019");
        assertThat(page.texts("#lanes .label")).containsExactly("▸ infra (1)");

        // When
        page.search("nothing is called so");

        // Then
        assertThat(page.text("#table tbody")).isEqualTo("No image fits the search.");

        // When
        page.click("#clear");
        page.choose("#by-state", "still");

        // Then
        assertThat(page.text("#matches")).isEqualTo("1 of 246 images");

        // When
        page.choose("#by-state", "all");
        page.click("#incident-4 .actions button:nth-child(2)");

        // Then
        assertThat(page.text("#matches")).isEqualTo("24 of 246 images");
        assertThat(page.element("#by-incident").getDomProperty("value")).isEqualTo("4");
    }

    @Test
    void shouldSortWhenAHeadIsClicked() throws Exception {
        // Given
        ReportPage page = night();
        assertThat(page.text("th[aria-sort='descending']")).startsWith("Lost for");
        assertThat(page.text(FIRST_ROW + "td.lostMillis")).isEqualTo("1 h 17 min");

        // When
        page.click("button[data-key='title']");

        // Then
        assertThat(page.text("th[aria-sort='ascending']")).startsWith("Image");
        assertThat(page.text(FIRST_ROW + "td.title")).isEqualTo("billing/alma-9-018");

        // When
        page.press(Keys.ENTER);

        // Then
        assertThat(page.text("th[aria-sort='descending']")).startsWith("Image");
        assertThat(page.text(FIRST_ROW + "td.title")).isEqualTo("web/rocky-9-227");
    }

    @Test
    void shouldTellAnImagesStoryWhenChosenWithTheKeyboard() throws Exception {
        // Given
        ReportPage page = night();
        page.click("button[data-key='lostMillis']");
        page.click("button[data-key='lostMillis']");

        // When
        while (!page.focused().equals("0")) {
            page.pressTab();
        }
        page.press(Keys.ARROW_DOWN, Keys.END, Keys.HOME, Keys.ENTER);

        // Then
        assertThat(page.text("#story h2")).isEqualTo("infra/golden-windows-2019");
        assertThat(page.focused()).isEqualTo("story-title");
        assertThat(page.texts("#story .line"))
                .first()
                .isEqualTo(
                        "03:12:40.511Objectthe registry told of a deletion: manifest deleted by robot$cleanup from 10.2.7.19");
        browser.prefer("dark");
        page.scrollTo("#images");
        browser.picture("incident-report-story");

        // When
        browser.run("location.reload()");
        page.until("return document.querySelector('#story h2')?.textContent === 'infra/golden-windows-2019'");
        page.press(Keys.ESCAPE);

        // Then
        assertThat(page.element("#story").isDisplayed()).isFalse();
        assertThat(page.focused()).isEqualTo("0");
    }

    @Test
    void shouldZoomWhenTurnedDraggedClickedAndTyped() throws Exception {
        // Given
        ReportPage page = night();
        assertThat(page.range()).isEqualTo(WHOLE);

        // When
        page.wheel(false, -200);
        // Then
        assertThat(page.range()).as("a plain wheel scrolls the page").isEqualTo(WHOLE);

        // When
        page.wheel(true, -200);
        // Then
        assertThat(page.range()).matches("20 Nov 2026, 02:57:.. – 04:0[23]:.. UTC \\(1 h 5 min\\)");

        // When
        page.click("#whole");
        page.drag(0.25, 0.5);
        // Then
        assertThat(page.range()).matches("20 Nov 2026, (02:59|03:00):\\d\\d – (03:29|03:30):\\d\\d UTC .*");

        // When
        page.click("#whole");
        page.click("#zoom-in");
        page.click("#later");
        // Then
        assertThat(page.range()).isEqualTo("20 Nov 2026, 03:15:00 – 04:15:00 UTC (1 h)");

        // When
        browser.run("document.getElementById('chart').focus()");
        page.press("0", "+", Keys.ARROW_LEFT);
        // Then
        assertThat(page.range()).isEqualTo("20 Nov 2026, 02:45:00 – 03:45:00 UTC (1 h)");

        // When
        page.press("]", "]");
        // Then
        assertThat(page.range()).isEqualTo("20 Nov 2026, 03:11:39 – 03:13:54 UTC (2 min 15 s)");
        assertThat(page.texts(".card.marked h3")).containsExactly("2Storage gonedvcr.d8-virtualization.svc");
    }

    @Test
    void shouldOpenGroupsAndStoriesWhenLanesAreWalkedThrough() throws Exception {
        // Given
        ReportPage page = night();

        // When
        browser.run("document.getElementById('lanes').focus()");
        page.press(Keys.ENTER, Keys.ARROW_DOWN);

        // Then
        assertThat(page.element(".lane.active").getDomAttribute("aria-label"))
                .isEqualTo("billing/ubuntu-2404-000, lost 03:12:04 for 1 min 32 s");
        assertThat(page.count("#lanes .lane")).as("drawn of 252").isLessThan(40);

        // When
        page.press(Keys.ENTER);

        // Then
        assertThat(page.text("#story h2")).isEqualTo("billing/ubuntu-2404-000");
        page.click("#story .actions button");
        assertThat(page.range()).isEqualTo("20 Nov 2026, 03:11:41 – 03:13:59 UTC (2 min 18 s)");
    }

    @Test
    void shouldSayWhatIsUnderThePointer() throws Exception {
        // Given
        ReportPage page = night();
        page.choose("#grouping", "image");
        page.click("#incident-2 .actions button");

        // When
        page.hover("#bands .bar.lost");

        // Then
        assertThat(page.texts("#tip > *"))
                .containsExactly(
                        "dvcr.d8-virtualization.svc: Many images absent",
                        "03:12:02 – 03:13:32 (1 min 30 s)",
                        "404 × absent",
                        "12 × present");
        assertThat(page.text("#cross")).matches("03:12:4\\d · 20\\d lost");
        browser.picture("incident-report-zoomed");
    }
}
