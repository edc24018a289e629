package io.rollcall.replay.report;

import static org.awaitility.Awaitility.await;

import io.rollcall.replay.incident.IncidentDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.remote.RemoteWebElement;

/** A report that is open in a browser, in the words of who reads it. */
final class ReportPage {

    private final Browser browser;

    private ReportPage(Browser browser) {
        this.browser = browser;
    }

    /** Opens the report of a document from a file; returns when it can be worked with. */
    static ReportPage open(Browser browser, Path directory, IncidentDocument document) throws IOException {
        Path file = Files.writeString(directory.resolve("report.html"), Samples.report(document));
        browser.open(file);
        ReportPage page = new ReportPage(browser);
        page.until(
                "return document.documentElement.classList.contains('live') && document.querySelector('#chart svg') !== null");
        return page;
    }

    static ReportPage of(Browser browser) {
        return new ReportPage(browser);
    }

    /** Waits until a script answers true. */
    void until(String script) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Boolean.TRUE.equals(browser.run(script)));
    }

    WebElement element(String selector) {
        return browser.driver().findElement(By.cssSelector(selector));
    }

    String text(String selector) {
        return (String) browser.run("return document.querySelector(arguments[0]).textContent", selector);
    }

    /** The texts of all elements of a kind, whether or not they are in view. */
    List<String> texts(String selector) {
        List<?> texts = (List<?>) browser.run(
                "return [...document.querySelectorAll(arguments[0])].map(each => each.textContent)", selector);
        return texts.stream().map(String::valueOf).toList();
    }

    long count(String selector) {
        return (long) browser.run("return document.querySelectorAll(arguments[0]).length", selector);
    }

    void scrollTo(String selector) {
        browser.run("document.querySelector(arguments[0]).scrollIntoView({ behavior: 'instant' })", selector);
    }

    /** Clicks where the element is, as a person would. */
    void click(String selector) {
        shown(selector).click();
        nextFrame();
    }

    /** An element in view, when scrolling to it has drawn anew whatever it draws: one found before that may be gone by now. */
    private WebElement shown(String selector) {
        nextFrame();
        browser.run(
                "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })",
                selector);
        nextFrame();
        return element(selector);
    }

    /** Clicks by script, where it does not matter what is in view. */
    void clickAtOnce(String selector) {
        browser.run("document.querySelector(arguments[0]).click()", selector);
        nextFrame();
    }

    /** Presses keys, wherever the focus is; returns when their effect is drawn. */
    void press(CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
        nextFrame();
    }

    void search(String words) {
        WebElement field = element("#search");
        field.clear();
        field.sendKeys(words);
        nextFrame();
    }

    void choose(String selector, String value) {
        browser.run(
                "const s = document.querySelector(arguments[0]); s.value = arguments[1]; s.dispatchEvent(new Event('change'))",
                selector,
                value);
        nextFrame();
    }

    /** What has the focus. */
    String focused() {
        return (String) browser.run("const a = document.activeElement; return a.id || a.dataset.row || a.tagName");
    }

    /** The stretch of time that the chart shows, in words. */
    String range() {
        nextFrame();
        return text("#range");
    }

    /** Returns when what was asked for has been drawn: one frame may learn of a new size, and the next one draw for it. */
    private void nextFrame() {
        browser.driver()
                .executeAsyncScript("const done = arguments[0]; let frames = 3;"
                        + "(function next() { frames-- > 0 ? requestAnimationFrame(next) : setTimeout(done); })()");
    }

    /** Drags from one part of the chart's width to another. */
    void drag(double from, double to) {
        RemoteWebElement chart = (RemoteWebElement) shown("#loss .plot");
        int width = ((Number) browser.run("return arguments[0].getBoundingClientRect().width", chart)).intValue();
        int begin = (int) (width * (from - 0.5));
        int end = (int) (width * (to - 0.5));
        new Actions(browser.driver())
                .moveToElement(chart, begin, 0)
                .clickAndHold()
                .moveToElement(chart, (begin + end) / 2, 0)
                .moveToElement(chart, end, 0)
                .release()
                .perform();
    }

    /** Turns the wheel over the middle of the chart, with Ctrl or without. */
    void wheel(boolean withCtrl, int by) {
        browser.run(
                "const c = document.querySelector('#loss .plot'); const r = c.getBoundingClientRect();"
                        + "c.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, ctrlKey: arguments[0],"
                        + " deltaY: arguments[1], clientX: r.left + r.width / 2, clientY: r.top + 10 }))",
                withCtrl,
                by);
    }

    void hover(String selector) {
        new Actions(browser.driver()).moveToElement(shown(selector)).perform();
        nextFrame();
    }

    void pressTab() {
        press(Keys.TAB);
    }

    /** Milliseconds from a script's begin to when its effect has been laid out and drawn. */
    double millisOf(String script) {
        return ((Number)
                        browser.driver()
                                .executeAsyncScript(
                                        "const done = arguments[arguments.length - 1]; const begun = performance.now();"
                                                + script
                                                + "; requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)))"))
                .doubleValue();
    }
}
