package io.rollcall.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A browser and the program that drives it, as Debian packages them ({@code chromium}, {@code chromium-driver}). */
public final class Chromium {

    private static final long PATIENCE_SECONDS = 60;

    private Chromium() {}

    /** The browser, if it is on the PATH. */
    public static Optional<Path> browser() {
        return Programs.find("chromium");
    }

    /** What drives it, if it is on the PATH. */
    public static Optional<Path> driver() {
        return Programs.find("chromedriver");
    }

    /**
     * Takes a picture of a page as it looks when it is opened.
     *
     * @param directory where the browser may keep what it keeps
     * @param picture the PNG file to write; its directory is made
     */
    public static void photograph(URI page, int width, int height, Path directory, Path picture)
            throws IOException, InterruptedException {
        Files.createDirectories(picture.toAbsolutePath().getParent());
        Process process = new ProcessBuilder(List.of(
                        browser().orElseThrow().toString(),
                        "--headless=new",
                        "--no-sandbox", // the tests may run as root, with which Chromium's own refuses to work
                        "--disable-dev-shm-usage",
                        "--hide-scrollbars",
                        "--force-color-profile=srgb",
                        "--window-size=" + width + "," + height,
                        "--virtual-time-budget=5000",
                        "--user-data-dir=" + directory,
                        "--screenshot=" + picture.toAbsolutePath(),
                        page.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("chromium took no picture of " + page);
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
