package io.rollcall.replay.report;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the report's file: it is sent, cut off, previewed, printed, and read in another country. */
@ExtendWith(InABrowser.class)
class ReportAsAFileIT {

    @TempDir
    private Path directory;

    private final Browser browser;

    ReportAsAFileIT(Browser browser) {
        this.browser = browser;
    }

    private ReportPage night() throws Exception {
        return ReportPage.open(browser, directory, SampleNight.document());
    }

    @Test
    void shouldTellTimesInTheReadersZoneWhenAsked() throws Exception {
        // Given
        browser.command("Emulation.setTimezoneOverride", Map.of("timezoneId", "Asia/Kolkata"));
        try {
            ReportPage page = night();
            assertThat(page.range()).isEqualTo("20 Nov 2026, 02:30:00 – 04:30:00 UTC (2 h)");

            // When
            page.click("#zone");

            // Then
            assertThat(page.range()).isEqualTo("20 Nov 2026, 08:00:00 – 10:00:00 local time (2 h)");
            assertThat(page.text("#incident-2 dd")).isEqualTo("20 Nov 08:42:02");
            assertThat(page.text("#axis .tick")).isEqualTo("08:00");
        } finally {
            browser.command("Emulation.setTimezoneOverride", Map.of("timezoneId", ""));
        }
    }

    @Test
    void shouldGiveTheDocumentBackWhenSaved() throws Exception {
        // Given
        ReportPage page = night();
        browser.command(
                "Browser.setDownloadBehavior",
                Map.of(
                        "behavior",
                        "allow",
                        "downloadPath",
                        directory.toAbsolutePath().toString()));

        // When
        page.click("#save");

        // Then
        Path saved = directory.resolve("rollcall-incident-2026-11-20T023000000Z.json");
        await().until(() -> Files.exists(saved));
        assertThat(saved).hasBinaryContent(SampleNight.document().toJson());
    }

    @Test
    void shouldPrintWhatIsReadAsAFewPages() throws Exception {
        // Given
        ReportPage page = night();

        // When
        byte[] pdf = browser.pdf("paper");

        // Then
        assertThat(new String(pdf, 0, 5, US_ASCII)).isEqualTo("%PDF-");
        assertThat(pdf).hasSizeBetween(20_000, 2_000_000);
        page.until("return document.querySelectorAll('#table tr[data-row]').length < 50");
    }

    @Test
    void shouldSayWhatToDoWhenTheFileIsIncomplete() throws Exception {
        // Given
        String whole = Samples.report(SampleNight.document());
        int middle = whole.indexOf("id=\"data\">") + 5000;
        Path file = directory.resolve("cut.html");
        Files.writeString(file, whole.substring(0, middle) + whole.substring(whole.indexOf("</script>", middle)));

        // When
        browser.open(file);

        // Then
        ReportPage.of(browser).until("return !document.getElementById('trouble').hidden");
        assertThat(ReportPage.of(browser).text("#trouble")).contains("make it again with rollcall replay --out");
        assertThat(browser.complaints()).isNotEmpty();
    }

    @Test
    void shouldShowTheGlanceAloneWhenScriptsDoNotRun() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("mail.html"), Samples.report(SampleNight.document()));
        browser.command("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        try {
            // When
            browser.open(file);

            // Then
            ReportPage page = ReportPage.of(browser);
            assertThat(page.element("h1").getText()).startsWith("201 images were lost");
            assertThat(page.element("noscript p").isDisplayed()).isTrue();
            assertThat(page.element("#timeline").isDisplayed()).isFalse();
        } finally {
            browser.command("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }
    }
}
