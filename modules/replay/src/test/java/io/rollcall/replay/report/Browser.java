package io.rollcall.replay.report;

import io.rollcall.testkit.Chromium;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.StreamSupport;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium in which reports are opened, as files. */
final class Browser implements AutoCloseable {

    /** Where pictures are put for people to look at. */
    static final Path PICTURES = Path.of("target", "report");

    /** It warns that Selenium's own classes for this Chromium's protocol are missing; none is used here. */
    private static final Logger CHATTER = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    private static final Dimension DESKTOP = new Dimension(1400, 1000);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser start() {
        CHATTER.setLevel(Level.OFF);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions()
                .setBinary(Chromium.browser().orElseThrow().toFile())
                .addArguments(
                        "--headless=new",
                        "--no-sandbox", // the tests may run as root, with which Chromium's own refuses to work
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--force-color-profile=srgb",
                        "--window-size=" + DESKTOP.getWidth() + "," + DESKTOP.getHeight());
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Chromium.driver().orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
        return new Browser(driver);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Opens a file, in light colours, and forgets what was logged before. */
    void open(Path file) {
        prefer("light");
        logged(LogType.BROWSER);
        logged(LogType.PERFORMANCE);
        driver.get(file.toAbsolutePath().toUri().toString());
    }

    /** A reader who wishes for a colour scheme, and for nothing to move by itself, where a click could miss it. */
    void prefer(String colourScheme) {
        command(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", colourScheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** Runs a script in the page; its {@code return} is the answer. */
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    Map<String, Object> command(String name, Map<String, Object> parameters) {
        return driver.executeCdpCommand(name, parameters);
    }

    /** What the console has shown since the file was opened: errors, and what the policy has refused. */
    List<String> complaints() {
        return logged(LogType.BROWSER).stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What has been asked for by whatever protocol since the file was opened. */
    List<String> requests() {
        return logged(LogType.PERFORMANCE).stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("\"Network.requestWillBeSent\""))
                .map(message -> message.replaceAll("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private List<LogEntry> logged(String type) {
        return StreamSupport.stream(driver.manage().logs().get(type).spliterator(), false)
                .toList();
    }

    void picture(String name) {
        keep(name + ".png", driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Does something in a window of another size. */
    void sized(int width, int height, Runnable action) {
        driver.manage().window().setSize(new Dimension(width, height));
        try {
            action.run();
        } finally {
            driver.manage().window().setSize(DESKTOP);
        }
    }

    /** The page as it is printed. */
    byte[] pdf(String name) {
        Object data = command("Page.printToPDF", Map.of("printBackground", true, "preferCSSPageSize", true))
                .get("data");
        byte[] pdf = Base64.getDecoder().decode((String) data);
        keep(name + ".pdf", pdf);
        return pdf;
    }

    private static void keep(String name, byte[] content) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException("target/ must be writable", e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
