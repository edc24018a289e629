package io.rollcall.testkit;

import java.nio.file.Path;
import java.util.Optional;

/** A browser and the program that drives it, as Debian packages them ({@code chromium}, {@code chromium-driver}). */
public final class Chromium {

    private Chromium() {}

    /** The browser, if it is on the PATH. */
    public static Optional<Path> browser() {
        return Programs.find("chromium");
    }

    /** What drives it, if it is on the PATH. */
    public static Optional<Path> driver() {
        return Programs.find("chromedriver");
    }
}
