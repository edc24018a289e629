package io.rollcall.standalone.demo;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Keeps the process's libraries to the workspace, and off the screen, which belongs to the timeline. */
final class DemoLog {

    private static final String CONFIGURATION = "logback-demo.xml";
    private static final String FILE = "rollcall.demo.log";
    private static final String LEVEL = "rollcall.demo.level";

    private DemoLog() {}

    /**
     * From now on, whatever was set up before.
     *
     * @param level of Rollcall's own loggers
     */
    static void to(Path file, String level) {
        // both are read once, when the library is first used
        System.setProperty(
                "log4j.shutdownHookEnabled", "false"); // the broker's; a hook cannot be added during a shutdown
        System.setProperty("vertx.cacheDirBase", file.resolveSibling("vertx").toString());
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return; // another backend was put on the class path, and is its owner's to set up
        }
        URL configuration = DemoLog.class.getResource(CONFIGURATION);
        context.reset();
        context.putProperty(FILE, file.toString());
        context.putProperty(LEVEL, level);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(configuration);
        } catch (JoranException e) {
            throw new IllegalStateException(CONFIGURATION + " is part of this jar", e);
        }
    }
}
